//! What time it is: the system's clock, or a fixed instant for scripts and tests.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::board::schedule::Calendar;

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The system's, in the system's time zone.
    #[default]
    System,
    /// Always this instant, in UTC.
    Fixed(Timestamp),
}

impl Clock {
    /// A fixed clock from `2023-09-14` (the beginning of that day, UTC) or `2023-09-14T02:31:07Z`; `None` for any
    /// other text.
    pub fn fixed(text: &str) -> Option<Self> {
        let day = text.parse::<jiff::civil::Date>().ok();
        let midnight = || {
            TimeZone::UTC
                .to_timestamp(day?.to_datetime(jiff::civil::Time::midnight()))
                .ok()
        };
        let at = text.parse::<Timestamp>().ok().or_else(midnight)?;
        Some(Self::Fixed(at))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(at) => *at,
        }
    }

    /// Today, with what counts as soon.
    pub fn calendar(&self, soon_days: i32) -> Calendar {
        let zone = match self {
            Self::System => system_zone(),
            Self::Fixed(_) => TimeZone::UTC,
        };
        Calendar {
            today: zone.to_datetime(self.now()).date(),
            soon_days,
            zone,
        }
    }
}

/// The time zone that the system has set. To look it up by its name takes a walk through the whole database of zones,
/// longer than everything else before the first picture; most systems have its rules in a file.
fn system_zone() -> TimeZone {
    rules_of_the_system().unwrap_or_else(TimeZone::system)
}

#[cfg(unix)]
fn rules_of_the_system() -> Option<TimeZone> {
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    let rules = std::fs::read("/etc/localtime").ok()?;
    TimeZone::tzif("", &rules).ok()
}

#[cfg(not(unix))]
fn rules_of_the_system() -> Option<TimeZone> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_the_system_are_those_of_its_zone() {
        let (named, zone) = (TimeZone::system(), system_zone());
        for year in 1970..2050 {
            for month in 1..=12 {
                let noon = jiff::civil::date(year, month, 1).at(12, 0, 0, 0);
                let at = |zone: &TimeZone| zone.to_timestamp(noon).unwrap();
                assert_eq!(at(&named), at(&zone));
            }
        }
    }

    #[test]
    fn a_day_or_an_instant_fixes_the_clock() {
        let day = Clock::fixed("2023-09-14").unwrap();
        assert_eq!(day.now().to_string(), "2023-09-14T00:00:00Z");
        assert_eq!(day.calendar(14).today, jiff::civil::date(2023, 9, 14));
        let instant = Clock::fixed("2023-09-14T23:30:00+08:00").unwrap();
        assert_eq!(instant.now().to_string(), "2023-09-14T15:30:00Z");
        assert_eq!(Clock::fixed("14.9.2023"), None);
    }
}
