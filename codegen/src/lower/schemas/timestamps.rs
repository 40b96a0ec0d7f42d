//! Chooses the formats of timestamps: their own, or the default of their location.

use model::{Member, Shape, ShapeKind, traits};

use crate::ir::{Location, TimestampFormat};
use crate::lower::context::Context;

/// Returns the format of a timestamp: the member's own, else its target's, else that of its location; `None` for other
/// shapes.
pub fn of_member(member: &Member, target: &Shape, location: &Location) -> Option<TimestampFormat> {
    if !matches!(target.kind, ShapeKind::Timestamp) {
        return None;
    }
    let own = member.traits.get::<traits::TimestampFormat>().or_else(|| target.traits.get());
    Some(match (own, location) {
        (Some(format), _) => lowered(format),
        (None, Location::Header(_) | Location::PrefixHeaders(_)) => TimestampFormat::HttpDate,
        (None, Location::Query(_) | Location::QueryParams | Location::Label(_)) => TimestampFormat::DateTime,
        (None, _) => TimestampFormat::EpochSeconds,
    })
}

/// Returns `true` if a list holds timestamps that have the default format of the list's location, a header or the
/// query.
pub fn is_list_of_placed_times(context: &Context<'_>, target: &Shape, location: &Location) -> bool {
    let (ShapeKind::List(member) | ShapeKind::Set(member)) = &target.kind else { return false };
    matches!(location, Location::Header(_) | Location::Query(_))
        && !member.traits.has::<traits::TimestampFormat>()
        && context.target(member).is_some_and(|times| {
            matches!(times.kind, ShapeKind::Timestamp) && !times.traits.has::<traits::TimestampFormat>()
        })
}

/// Returns the format that a timestamp shape has in a JSON document.
pub fn natural(target: &Shape) -> TimestampFormat {
    target.traits.get().map_or(TimestampFormat::EpochSeconds, lowered)
}

fn lowered(format: traits::TimestampFormat) -> TimestampFormat {
    match format {
        traits::TimestampFormat::DateTime => TimestampFormat::DateTime,
        traits::TimestampFormat::EpochSeconds => TimestampFormat::EpochSeconds,
        traits::TimestampFormat::HttpDate => TimestampFormat::HttpDate,
    }
}
