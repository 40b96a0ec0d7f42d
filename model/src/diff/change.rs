//! Builds a change, and computes its overall verdict.
//!
//! Invariant: a change is safe unless stated otherwise.

use super::{Change, Validation, Verdict};
use crate::ast::{Place, ShapeId};

impl Change {
    /// Returns the worst verdict on the change, without the effect on Rust, which `codegen` adds.
    pub fn verdict(&self) -> Verdict {
        let is_noticed = self.security.is_some() || self.code.is_some() || self.validation.refuses();
        self.wire.max(if is_noticed { Verdict::Risky } else { Verdict::Safe })
    }

    /// Creates a change that is safe in every respect.
    pub(super) fn new(rule: &'static str, shape: &ShapeId, place: &Place, what: impl Into<String>) -> Self {
        Self {
            rule,
            shape: shape.clone(),
            place: place.clone(),
            what: what.into(),
            old: None,
            new: None,
            wire: Verdict::Safe,
            reason: None,
            validation: Validation::Same,
            code: None,
            security: None,
        }
    }

    pub(super) fn values(mut self, old: Option<String>, new: Option<String>) -> Self {
        self.old = old;
        self.new = new;
        self
    }

    /// Sets the verdict on the wire; the worse of several verdicts is kept.
    pub(super) fn wire(mut self, verdict: Verdict, reason: impl Into<String>) -> Self {
        if verdict > self.wire {
            self.wire = verdict;
            self.reason = Some(reason.into());
        }
        self
    }

    pub(super) fn risky(self, reason: impl Into<String>) -> Self {
        self.wire(Verdict::Risky, reason)
    }

    pub(super) fn breaking(self, reason: impl Into<String>) -> Self {
        self.wire(Verdict::Breaking, reason)
    }

    pub(super) fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    pub(super) fn code(mut self, notice: impl Into<String>) -> Self {
        self.code = Some(notice.into());
        self
    }

    pub(super) fn security(mut self, notice: impl Into<String>) -> Self {
        self.security = Some(notice.into());
        self
    }
}

impl Validation {
    /// Combines a value that is now refused and one that is now accepted.
    pub(super) fn of(refused: Option<String>, accepted: Option<String>) -> Self {
        match (refused, accepted) {
            (None, None) => Self::Same,
            (Some(refused), None) => Self::Tightened { refused: Some(refused) },
            (None, Some(accepted)) => Self::Relaxed { accepted: Some(accepted) },
            (refused, accepted) => Self::Changed { refused, accepted },
        }
    }

    /// Combines two effects.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, other) | (other, Self::Same) => other,
            (Self::Unknown(reason), _) | (_, Self::Unknown(reason)) => Self::Unknown(reason),
            (Self::Tightened { refused }, Self::Tightened { .. }) => Self::Tightened { refused },
            (Self::Relaxed { accepted }, Self::Relaxed { .. }) => Self::Relaxed { accepted },
            (one, other) => {
                let (refused, accepted) = (one.refused().or(other.refused()), one.accepted().or(other.accepted()));
                Self::Changed { refused: refused.cloned(), accepted: accepted.cloned() }
            }
        }
    }

    /// Returns `true` if a value that was valid may now be invalid.
    fn refuses(&self) -> bool {
        !matches!(self, Self::Same | Self::Relaxed { .. })
    }

    fn refused(&self) -> Option<&String> {
        match self {
            Self::Tightened { refused } | Self::Changed { refused, .. } => refused.as_ref(),
            _ => None,
        }
    }

    fn accepted(&self) -> Option<&String> {
        match self {
            Self::Relaxed { accepted } | Self::Changed { accepted, .. } => accepted.as_ref(),
            _ => None,
        }
    }
}
