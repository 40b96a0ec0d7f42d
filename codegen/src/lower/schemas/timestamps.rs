//! The formats of timestamps: their own, or those of the place where they travel.

use model::{Member, Shape, ShapeKind, traits};

use crate::ir::{Location, TimestampFormat};
use crate::lower::context::Context;

/// The format of a timestamp: the member's own, its target's, or that of its place; `None` for other shapes.
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

/// Whether the timestamps in a list have the format of the list's place, a header or the query, and no own one.
pub fn is_list_of_placed_times(context: &Context<'_>, target: &Shape, location: &Location) -> bool {
    let (ShapeKind::List(member) | ShapeKind::Set(member)) = &target.kind else { return false };
    matches!(location, Location::Header(_) | Location::Query(_))
        && !member.traits.has::<traits::TimestampFormat>()
        && context.target(member).is_some_and(|times| {
            matches!(times.kind, ShapeKind::Timestamp) && !times.traits.has::<traits::TimestampFormat>()
        })
}

/// The format that a timestamp shape has in a JSON document.
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
