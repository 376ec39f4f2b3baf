//! How one asset stands on one list, day by day: stretches of days, each up to the next.
//!
//! ```text
//!            03-01            04-01            06-01
//! off         │ on, row A      │ on, row A      │ on, row B
//!             │                │ suspended      │
//! ```
//!
//! Decisions are made knowing what was there, so each simply changes the days from its own on. A list from elsewhere
//! may come in after later ones, so each day keeps of such lists two things, each by the latest list that said it:
//!
//! - what a list of that day or before said of it, unless a decision here holds from after that list's day on;
//! - what a list of a later day says of it: by `from` and `until` of its rows it was on the list then, or was not. That
//!   is hearsay. It settles whether it was on, unless something was decided here; words of a list of the time stay.
//!
//! INVARIANT: stretches rise by day, so an asset stands on a list once on any day.

use std::ops::Range;

use qazyq_exact::Day;

use super::Spell;
use crate::entry::Instant;
use crate::what::Listed;

/// A list that came in: its day, and the entry by which it took effect.
type Source = (Day, u64);

/// An entry that changes something.
#[derive(Clone, Copy, Debug)]
pub(super) struct By<'e> {
    pub(super) entries: &'e [u64],
    pub(super) at: Instant,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Days(Vec<Stretch>);

/// Days of which the same is said; the last one has no end.
#[derive(Clone, Debug)]
struct Stretch {
    from: Day,
    /// How it stands by decisions, and by what was told before the last of them.
    base: Option<On>,
    /// The latest day from which on a decision here holds, if that is one of these or before.
    decided: Option<Day>,
    /// The latest list that a decision took into account.
    settled: Option<Source>,
    said: Option<Telling>,
    heard: Option<Telling>,
    entries: Vec<u64>,
    updated: Instant,
}

/// On the list.
#[derive(Clone, Debug)]
struct On {
    /// A time of its own begins here, even if it was on the list the day before.
    begins: bool,
    suspended: bool,
    row: Listed,
}

/// What a list says of these days; without a row that it is not on it.
#[derive(Clone, Debug)]
struct Telling {
    source: Source,
    row: Option<Listed>,
}

/// What a list says of a day.
#[derive(Clone, Copy)]
enum Says<'r> {
    On(&'r Listed),
    Off,
    Nothing,
}

impl<'r> Says<'r> {
    fn of(rows: &[&'r Listed], of: Day, day: Day) -> Self {
        let covers =
            |row: &&&Listed| row.from.unwrap_or(of) <= day && row.until.is_none_or(|until| day < until);
        if let Some(row) = rows.iter().rev().find(covers) {
            return Self::On(row);
        }
        let is_over = rows.iter().any(|row| row.until.is_some_and(|until| until <= day));
        if of <= day || is_over { Self::Off } else { Self::Nothing }
    }
}

impl Days {
    /// Lets a stretch begin on `day`; gives its place.
    fn cut(&mut self, day: Day) -> usize {
        let place = self.0.partition_point(|stretch| stretch.from < day);
        if self.0.get(place).is_some_and(|stretch| stretch.from == day) {
            return place;
        }
        let mut stretch = match place.checked_sub(1).and_then(|before| self.0.get(before)) {
            Some(before) => before.clone(),
            None => Stretch::new(day),
        };
        stretch.from = day;
        if let Some(on) = &mut stretch.base {
            on.begins = false;
        }
        self.0.insert(place, stretch);
        place
    }

    /// The place up to which `until` reaches.
    fn end(&mut self, until: Option<Day>) -> usize {
        until.map_or(self.0.len(), |until| self.cut(until))
    }

    /// The stretches of the time on the list that has the one at `place`; none where it is off.
    fn time(&self, place: usize) -> Option<Range<usize>> {
        let on = |at: usize| self.0.get(at).and_then(Stretch::on);
        let goes_on = |at: usize| on(at).is_some_and(|on| !on.begins);
        on(place)?;
        let (mut first, mut end) = (place, place.saturating_add(1));
        while goes_on(first) && first.checked_sub(1).is_some_and(|at| on(at).is_some()) {
            first = first.saturating_sub(1);
        }
        while goes_on(end) {
            end = end.saturating_add(1);
        }
        Some(first..end)
    }

    fn at_mut(&mut self, places: Range<usize>) -> impl Iterator<Item = &mut Stretch> {
        self.0.get_mut(places).into_iter().flatten()
    }

    /// Lets a decision hold from the place on, and marks the time on the list there as changed.
    fn decide(&mut self, place: usize, by: By<'_>) -> Option<Range<usize>> {
        let day = self.0.get(place).map(|stretch| stretch.from);
        for stretch in self.0.iter_mut().skip(place) {
            stretch.settle();
            stretch.decided = stretch.decided.max(day);
        }
        let time = self.time(place)?;
        self.at_mut(time.clone()).for_each(|stretch| stretch.mark(by));
        Some(time)
    }

    /// Puts it on the list.
    pub(super) fn list(&mut self, from: Day, until: Option<Day>, row: &Listed, by: By<'_>) {
        let place = self.cut(from);
        let end = self.end(until);
        self.decide(place, by);
        for (nth, stretch) in self.at_mut(place..end).enumerate() {
            stretch.base = Some(On { begins: nth == 0, suspended: false, row: row.clone() });
            stretch.entries.clear();
            stretch.mark(by);
        }
    }

    /// It does not count from a day on up to another, as long as it is on the list.
    pub(super) fn suspend(&mut self, day: Day, until: Option<Day>, by: By<'_>) {
        let place = self.cut(day);
        let end = self.end(until);
        let Some(time) = self.decide(place, by) else { return };
        let places = place..end.min(time.end);
        self.at_mut(places).filter_map(|stretch| stretch.base.as_mut()).for_each(|on| on.suspended = true);
    }

    /// It counts again from a day on, up to the end of the suspension that covers it.
    pub(super) fn resume(&mut self, day: Day, by: By<'_>) {
        let place = self.cut(day);
        let Some(time) = self.decide(place, by) else { return };
        let on = self.at_mut(place..time.end).filter_map(|stretch| stretch.base.as_mut());
        on.take_while(|on| on.suspended).for_each(|on| on.suspended = false);
    }

    /// Off the list is off the list: what was to follow later does not follow any more.
    pub(super) fn remove(&mut self, day: Day, by: By<'_>) {
        let place = self.cut(day);
        self.decide(place, by);
        self.0.iter_mut().skip(place).for_each(|stretch| stretch.base = None);
    }

    /// The list says something else of it from a day on, and perhaps has it up to another day. Days that are added at
    /// the end stand as the last one did.
    pub(super) fn correct(&mut self, day: Day, until: Option<Day>, row: &Listed, by: By<'_>) {
        let place = self.cut(day);
        let end = until.map(|until| self.cut(until));
        let Some(time) = self.decide(place, by) else { return };
        for on in self.at_mut(place..time.end).filter_map(|stretch| stretch.base.as_mut()) {
            on.row = row.clone();
        }
        let Some(end) = end else { return };
        let last = time.end.checked_sub(1).and_then(|at| self.0.get(at)).cloned();
        for (stretch, last) in self.at_mut(time.end..end).zip(last.into_iter().cycle()) {
            stretch.base = last.base.map(|on| On { begins: false, ..on });
            (stretch.entries, stretch.updated) = (last.entries, last.updated);
        }
        self.at_mut(end..time.end).for_each(|stretch| stretch.base = None);
    }

    /// What somebody else's list, as it was on a day, says of it. `rows` is empty where it does not have it.
    pub(super) fn tell(&mut self, source: Source, rows: &[&Listed], by: By<'_>) {
        let (of, _) = source;
        self.cut(of);
        for row in rows {
            for day in [row.from, row.until, row.suspended_from].into_iter().flatten() {
                self.cut(day);
            }
        }
        for place in 0..self.0.len() {
            let Some(stretch) = self.0.get_mut(place) else { continue };
            let was_on = stretch.on().is_some();
            stretch.tell(source, Says::of(rows, of, stretch.from), by);
            // What ends here was changed too.
            if was_on && stretch.on().is_none() {
                self.at_mut(place.saturating_sub(1)..place).for_each(|before| before.mark(by));
            }
        }
    }

    /// The times on the list, in order.
    pub(super) fn spells(&self) -> Vec<Spell> {
        let mut spells: Vec<Spell> = Vec::new();
        let ends = self.0.iter().skip(1).map(|stretch| Some(stretch.from)).chain([None]);
        for (stretch, end) in self.0.iter().zip(ends) {
            let Some(on) = stretch.on() else { continue };
            let goes_on = |spell: &&mut Spell| !on.begins && spell.until == Some(stretch.from);
            if spells.last_mut().as_mut().filter(|spell| goes_on(spell)).is_none() {
                spells.push(Spell {
                    from: stretch.from,
                    until: None,
                    rows: Vec::new(),
                    suspended: Vec::new(),
                    updated: stretch.updated,
                    entries: Vec::new(),
                });
            }
            let Some(spell) = spells.last_mut() else { continue };
            spell.until = end;
            spell.updated = spell.updated.max(stretch.updated);
            spell.entries.extend(&stretch.entries);
            spell.entries.sort_unstable();
            spell.entries.dedup();
            if spell.rows.last().is_none_or(|(_, row)| *row != on.row) {
                spell.rows.push((stretch.from, on.row));
            }
            if !on.suspended {
                continue;
            }
            match spell.suspended.last_mut() {
                Some((_, to)) if *to == Some(stretch.from) => *to = end,
                _ => spell.suspended.push((stretch.from, end)),
            }
        }
        spells
    }
}

impl Stretch {
    /// Days of which nobody has said anything.
    fn new(from: Day) -> Self {
        let (entries, updated) = (Vec::new(), Instant::UNIX_EPOCH);
        Self { from, base: None, decided: None, settled: None, said: None, heard: None, entries, updated }
    }

    /// How it stands.
    fn on(&self) -> Option<On> {
        let on = |row: &Listed| On {
            begins: row.from == Some(self.from),
            suspended: row.is_suspended_on(self.from),
            row: row.clone(),
        };
        let said = match &self.said {
            Some(told) => told.row.as_ref().map(on),
            None => self.base.clone(),
        };
        let Some(heard) = &self.heard else { return said };
        let heard = on(heard.row.as_ref()?);
        Some(match said {
            Some(said) => {
                On { begins: heard.begins, suspended: said.suspended || heard.suspended, row: said.row }
            }
            None => heard,
        })
    }

    fn mark(&mut self, by: By<'_>) {
        self.updated = by.at;
        let new = by.entries.iter().filter(|number| !self.entries.contains(number)).copied();
        let new: Vec<u64> = new.collect();
        self.entries.extend(new);
    }

    /// A decision goes on from how it stands.
    fn settle(&mut self) {
        self.base = self.on();
        self.settled = self.settled.max(self.said.take().map(|told| told.source));
        self.heard = None;
    }

    fn tell(&mut self, source: Source, says: Says<'_>, by: By<'_>) {
        let (of, _) = source;
        let is_hearsay = self.from < of;
        let is_decided = self.decided.is_some_and(|decided| is_hearsay || of < decided);
        let told = if is_hearsay { &mut self.heard } else { &mut self.said };
        let known = told.as_ref().map(|told| told.source);
        if is_decided || known.max(self.settled) > Some(source) {
            return;
        }
        match says {
            Says::On(row) => *told = Some(Telling { source, row: Some(row.clone()) }),
            Says::Off => *told = Some(Telling { source, row: None }),
            // What the same day's list had said before, and does not say any more.
            Says::Nothing if known.is_some_and(|known| known.0 == of) => *told = None,
            Says::Nothing => return,
        }
        match self.on() {
            Some(_) => self.mark(by),
            None => self.entries.clear(),
        }
    }
}

impl Listed {
    fn is_suspended_on(&self, day: Day) -> bool {
        self.suspended_from.is_some_and(|from| from <= day)
    }
}
