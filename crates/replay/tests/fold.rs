//! Folds against counting day by day: random outcomes, random chunks at random offsets, random orders and merges.

use qazyq_exact::Day;
use qazyq_law::Outcome::{self, Met, NotMet, Undetermined};
use qazyq_replay::fold::{
    Accord, Agreement, Change, Counts, Course, DayCounts, Differences, Differing, Misfit, PerDay, Span,
    Summary, Tally,
};
use qazyq_replay::{Bits, Outcomes};

/// Numbers that are the same on every machine (SplitMix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    /// Outcomes of so many days; each goes on with a chance of `stay` in `stay + 1`.
    fn outcomes(&mut self, days: usize, stay: usize) -> Vec<Outcome> {
        let mut last = Undetermined;
        let mut one = |_| {
            if self.below(stay + 1) == 0 {
                last = ALL[self.below(3)];
            }
            last
        };
        (0..days).map(&mut one).collect()
    }
}

const ALL: [Outcome; 3] = [Met, NotMet, Undetermined];
const READINGS: usize = 3;

/// One asset: its first day, and its outcomes by reading, then by day.
#[derive(Clone, Debug)]
struct Asset {
    first: i32,
    outcomes: Vec<Vec<Outcome>>,
}

/// Some of an asset's days.
enum Piece {
    Chunk(Outcomes),
    /// All undetermined.
    Nothing {
        from: Day,
        days: u32,
    },
}

impl Asset {
    fn draw(draw: &mut Draw) -> Self {
        let days = draw.below(300);
        let stay = [0, 3, 30, 200][draw.below(4)];
        let mut outcomes: Vec<_> = (0..READINGS).map(|_| draw.outcomes(days, stay)).collect();
        // A stretch on which nothing can be said, so that stretches can be told as such.
        let from = draw.below(days + 1);
        let to = from + draw.below(days + 1 - from);
        outcomes.iter_mut().for_each(|days| days[from..to].fill(Undetermined));
        Self { first: i32::try_from(draw.below(200)).unwrap(), outcomes }
    }

    fn days(&self) -> usize {
        self.outcomes[0].len()
    }

    fn day(&self, k: usize) -> Day {
        Day::from_number(self.first).plus(i32::try_from(k).unwrap())
    }

    fn is_nothing(&self, from: usize, to: usize) -> bool {
        self.outcomes.iter().all(|days| days[from..to].iter().all(|outcome| *outcome == Undetermined))
    }

    fn chunk(&self, from: usize, to: usize) -> Outcomes {
        let pack = |of: &[Outcome], is: fn(Outcome) -> bool| {
            let mut words = vec![0u64; of.len().div_ceil(64)];
            of.iter().enumerate().for_each(|(k, o)| words[k / 64] |= u64::from(is(*o)) << (k % 64));
            words
        };
        let bits = |all: &Vec<Outcome>| Bits {
            known: pack(&all[from..to], |o| o != Undetermined),
            met: pack(&all[from..to], |o| o == Met),
        };
        Outcomes::new(self.day(from), to - from, self.outcomes.iter().map(bits).collect())
    }

    /// The asset's days in pieces: what was undetermined under every reading may come as such.
    fn pieces(&self, draw: &mut Draw) -> Vec<Piece> {
        let size = [1, 7, 64, 100, 400][draw.below(5)];
        let (mut pieces, mut from) = (Vec::new(), 0);
        while from < self.days() {
            let to = (from + 1 + draw.below(size)).min(self.days());
            pieces.push(match self.is_nothing(from, to) && draw.below(3) > 0 {
                true => Piece::Nothing { from: self.day(from), days: u32::try_from(to - from).unwrap() },
                false => Piece::Chunk(self.chunk(from, to)),
            });
            from = to;
        }
        pieces
    }
}

fn market(draw: &mut Draw) -> Vec<Asset> {
    let assets = draw.below(40);
    (0..assets).map(|_| Asset::draw(draw)).collect()
}

/// All assets' pieces, those of different assets by turns.
fn interleaved(draw: &mut Draw, assets: &[Asset]) -> Vec<Piece> {
    let mut queues: Vec<_> = assets.iter().map(|asset| asset.pieces(draw).into_iter()).collect();
    let mut all = Vec::new();
    while !queues.is_empty() {
        let at = draw.below(queues.len());
        match queues[at].next() {
            Some(piece) => all.push(piece),
            None => drop(queues.swap_remove(at)),
        }
    }
    all
}

#[test]
fn a_tally_and_agreement_are_what_counting_gives() {
    for seed in 0..60 {
        let draw = &mut Draw(seed);
        let (assets, base) = (market(draw), draw.below(READINGS));
        let mut folds = [0, 1].map(|_| (Tally::new(READINGS), Agreement::new(READINGS, base)));
        for piece in interleaved(draw, &assets) {
            let (tally, agreement) = &mut folds[draw.below(2)];
            match piece {
                Piece::Chunk(outcomes) => {
                    tally.push(&outcomes);
                    agreement.push(&outcomes);
                }
                Piece::Nothing { days, .. } => tally.push_undetermined(days),
            }
        }
        let [(mut tally, mut agreement), (other_tally, other_agreement)] = folds;
        tally.absorb(&other_tally);
        agreement.absorb(&other_agreement);

        let mut counts = [Counts::default(); READINGS];
        let mut accords = [Accord::default(); READINGS];
        let (mut determined, mut unanimous) = (0, 0);
        for (asset, k) in assets.iter().flat_map(|asset| (0..asset.days()).map(move |k| (asset, k))) {
            for reading in 0..READINGS {
                let (own, base) = (asset.outcomes[reading][k], asset.outcomes[base][k]);
                match own {
                    Met => counts[reading].met += 1,
                    NotMet => counts[reading].not_met += 1,
                    Undetermined => counts[reading].undetermined += 1,
                }
                accords[reading].same += u64::from(own == base && own != Undetermined);
                accords[reading].opposite += u64::from(own.is_opposite_of(base));
            }
            let all: Vec<Outcome> = asset.outcomes.iter().map(|days| days[k]).collect();
            let (met, not_met) = (all.contains(&Met), all.contains(&NotMet));
            determined += u64::from(met || not_met);
            unanimous += u64::from(met != not_met);
        }
        assert_eq!(tally.counts(), counts, "{seed}");
        assert_eq!((agreement.base(), agreement.accords()), (base, &accords[..]), "{seed}");
        assert_eq!((agreement.determined(), agreement.unanimous()), (determined, unanimous), "{seed}");
    }
}

#[test]
fn counts_per_day_are_what_counting_gives() {
    for seed in 0..60 {
        let draw = &mut Draw(seed);
        let assets = market(draw);
        let (from, days) = (i32::try_from(draw.below(200)).unwrap(), draw.below(300));
        let mut folds = [0, 1].map(|_| PerDay::new(READINGS, Day::from_number(from), days));
        for piece in interleaved(draw, &assets) {
            let fold = &mut folds[draw.below(2)];
            match piece {
                Piece::Chunk(outcomes) => fold.push(&outcomes),
                Piece::Nothing { from, days } => fold.push_undetermined(from, days),
            }
        }
        let [mut fold, other] = folds;
        fold.absorb(&other);
        for reading in 0..READINGS {
            let count = |outcome: Outcome| -> Vec<u32> {
                let on = |k: usize| {
                    let day = from + i32::try_from(k).unwrap();
                    let comes_to = |asset: &&Asset| {
                        let place = usize::try_from(day - asset.first).ok();
                        place.and_then(|place| asset.outcomes[reading].get(place)) == Some(&outcome)
                    };
                    u32::try_from(assets.iter().filter(comes_to).count()).unwrap()
                };
                (0..days).map(on).collect()
            };
            let expected =
                DayCounts { met: count(Met), not_met: count(NotMet), undetermined: count(Undetermined) };
            assert_eq!(fold.counts(reading), Some(expected), "{seed}");
        }
        assert_eq!((fold.counts(READINGS), fold.from()), (None, Day::from_number(from)));
    }
}

#[test]
fn counters_that_run_full_lose_nothing() {
    // Different words of the interval are full at different times.
    let asset = |first: i32, days| Asset { first, outcomes: vec![vec![Met; days], vec![NotMet; days]] };
    let (long, short) = (asset(0, 200).chunk(0, 200), asset(70, 20).chunk(0, 20));
    let mut fold = PerDay::new(2, Day::from_number(0), 200);
    let mut expected = vec![0; 200];
    for _ in 0..9_001 {
        fold.push(&long);
        expected.iter_mut().for_each(|count| *count += 1);
        fold.push(&short);
        expected[70..90].iter_mut().for_each(|count| *count += 1);
    }
    let nothing = vec![0; 200];
    let [met, not_met] = [0, 1].map(|reading| fold.counts(reading).unwrap());
    assert_eq!((&met.met, &met.not_met, &met.undetermined), (&expected, &nothing, &nothing));
    assert_eq!((&not_met.met, &not_met.not_met, &not_met.undetermined), (&nothing, &expected, &nothing));
    fold.absorb(&fold.clone());
    expected.iter_mut().for_each(|count| *count *= 2);
    assert_eq!((fold.counts(0).unwrap().met, fold.present()), (expected.clone(), expected));
}

/// Spans and summary of one reading, day by day.
fn course(asset: &Asset, reading: u16) -> (Vec<Span>, Summary) {
    let outcomes = &asset.outcomes[usize::from(reading)];
    let (mut spans, mut summary) = (Vec::<Span>::new(), Summary::default());
    let mut was = None;
    for (k, outcome) in outcomes.iter().copied().enumerate() {
        let day = asset.day(k);
        match spans.last_mut().filter(|span| span.outcome == outcome) {
            Some(span) => span.days += 1,
            None => spans.push(Span { reading, outcome, from: day, days: 1 }),
        }
        if outcome == Undetermined {
            continue;
        }
        summary.flips += u32::from(was.is_some_and(|was| outcome.is_opposite_of(was)));
        if outcome == NotMet {
            summary.failing_from = summary.failing_from.or(Some(day));
        } else if let Some(failing) = summary.failing_from.take() {
            let days = u32::try_from(day.since(failing)).unwrap();
            summary.recoveries += 1;
            summary.recovery_days += days;
            summary.recovery_days_max = summary.recovery_days_max.max(days);
        }
        was = Some(outcome);
    }
    let failing = || spans.iter().filter(|span| span.outcome == NotMet);
    summary.last = outcomes.last().copied();
    summary.spells = u32::try_from(failing().count()).unwrap();
    summary.spell_days_max = failing().map(|span| span.days).max().unwrap_or_default();
    (spans, summary)
}

#[test]
fn a_course_is_what_reading_day_by_day_gives() {
    for seed in 0..300 {
        let draw = &mut Draw(seed);
        let asset = Asset::draw(draw);
        let mut fold = Course::new(3, asset.day(0));
        let mut spans = Vec::new();
        let mut emit = |span: Span| spans.push(span);
        for piece in asset.pieces(draw) {
            match piece {
                Piece::Chunk(outcomes) => fold.push(&outcomes, &mut emit).unwrap(),
                // Told or left out, the days are undetermined.
                Piece::Nothing { from, days } if fold.next() == from && draw.below(2) == 0 => {
                    fold.push_undetermined(days, &mut emit);
                }
                Piece::Nothing { .. } => {}
            }
        }
        let left = asset.day(asset.days()).since(fold.next());
        fold.push_undetermined(u32::try_from(left).unwrap(), &mut emit);
        let summaries = fold.finish(&mut emit);
        for reading in 0u16..3 {
            let told: Vec<Span> = spans.iter().filter(|span| span.reading == reading).copied().collect();
            let told = (told, summaries[usize::from(reading)]);
            assert_eq!(told, course(&asset, reading), "seed {seed}, reading {reading}");
        }
    }
}

#[test]
fn days_left_out_are_undetermined() {
    let asset = Asset { first: 0, outcomes: vec![vec![Met; 200]] };
    let span = |outcome, from, days| Span { reading: 0, outcome, from: asset.day(from), days };
    let mut course = Course::new(1, asset.day(0));
    let mut spans = Vec::new();
    for (from, to) in [(3, 70), (70, 72), (80, 150), (150, 150)] {
        course.push(&asset.chunk(from, to), &mut |span| spans.push(span)).unwrap();
    }
    course.finish(&mut |span| spans.push(span));
    let expected = [span(Undetermined, 0, 3), span(Met, 3, 69), span(Undetermined, 72, 8), span(Met, 80, 70)];
    assert_eq!(spans, expected);
}

#[test]
fn a_reading_that_no_chunk_has_is_undetermined() {
    let asset = Asset { first: 10, outcomes: vec![vec![Met; 200]] };
    let chunk = asset.chunk(0, 200);
    let (mut course, mut tally) = (Course::new(2, asset.day(0)), Tally::new(2));
    course.push(&chunk, &mut |_| ()).unwrap();
    tally.push(&chunk);
    assert_eq!(course.finish(&mut |_| ())[1].last, Some(Undetermined));
    assert_eq!(tally.counts()[1], Counts { undetermined: 200, ..Counts::default() });
    for from in [-1, 0, 10, 11, 100] {
        let mut per_day = PerDay::new(2, Day::from_number(from), 400);
        per_day.push(&chunk);
        let [one, other] = [0, 1].map(|reading| per_day.counts(reading).unwrap());
        assert_eq!((one.met, other.undetermined), (per_day.present(), per_day.present()));
    }
}

#[test]
fn spells_flips_and_recoveries_are_told_apart() {
    let days = [(Met, 9), (NotMet, 2), (Undetermined, 4), (NotMet, 3), (Met, 5), (Undetermined, 1), (Met, 2)];
    let days = days.iter().flat_map(|(outcome, days)| vec![*outcome; *days]).collect();
    let asset = Asset { first: 0, outcomes: vec![days] };
    let summary = |days: usize| {
        let mut course = Course::new(1, asset.day(0));
        course.push(&asset.chunk(0, days), &mut |_| ()).unwrap();
        course.finish(&mut |_| ())[0]
    };
    let whole = Summary {
        last: Some(Met),
        flips: 2,
        spells: 2,
        spell_days_max: 3,
        recoveries: 1,
        recovery_days: 9,
        recovery_days_max: 9,
        failing_from: None,
    };
    let failing = Summary {
        last: Some(Undetermined),
        flips: 1,
        spells: 1,
        spell_days_max: 2,
        failing_from: Some(asset.day(9)),
        ..Summary::default()
    };
    assert_eq!((summary(26), summary(13), summary(0)), (whole, failing, Summary::default()));
}

#[test]
fn what_does_not_follow_is_refused_whole() {
    let asset = Asset { first: 0, outcomes: vec![vec![Met; 10]] };
    let mut course = Course::new(1, asset.day(0));
    course.push(&asset.chunk(0, 5), &mut |_| ()).unwrap();
    let overlap = Misfit::Overlap { next: asset.day(5), from: asset.day(4) };
    assert_eq!(course.push(&asset.chunk(4, 6), &mut |_| ()), Err(overlap));
    assert_eq!((course.next(), overlap.code()), (asset.day(5), "overlap"));

    let mut differences = Differences::new(1, asset.day(0));
    let mut push = |before, after| differences.push(&before, &after, &mut |_| ());
    let other_days = |before, after| Misfit::OtherDays { before: asset.day(before), after: asset.day(after) };
    assert_eq!(push(asset.chunk(0, 5), asset.chunk(1, 6)), Err(other_days(0, 1)));
    assert_eq!(push(asset.chunk(0, 5), asset.chunk(0, 6)), Err(other_days(0, 0)));
    assert_eq!(push(asset.chunk(0, 5), asset.chunk(0, 5)), Ok(()));
    assert_eq!(push(asset.chunk(4, 5), asset.chunk(4, 5)), Err(overlap));
    assert_eq!(other_days(0, 1).code(), "other_days");
}

/// The changes of one reading, day by day.
fn changes(before: &Asset, after: &Asset, reading: u16) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let of = |asset: &Asset| asset.outcomes[usize::from(reading)].clone();
    for (k, (one, other)) in of(before).into_iter().zip(of(after)).enumerate() {
        let day = before.day(k);
        let goes_on = |c: &&mut Change| {
            (c.before, c.after, c.from.plus(i32::try_from(c.days).unwrap())) == (one, other, day)
        };
        match changes.last_mut().filter(goes_on) {
            _ if one == other => {}
            Some(change) => change.days += 1,
            None => changes.push(Change { reading, from: day, days: 1, before: one, after: other }),
        }
    }
    changes
}

/// The same asset under another law: mostly the same outcomes, now and then others.
fn amended(draw: &mut Draw, asset: &Asset, every_day: bool) -> Asset {
    let mut after = asset.clone();
    for days in &mut after.outcomes {
        let mark = draw.outcomes(days.len(), 20);
        for (day, mark) in days.iter_mut().zip(mark) {
            if mark == Met || every_day {
                *day = ALL[draw.below(3)];
            }
        }
    }
    after
}

#[test]
fn differences_are_what_comparing_day_by_day_gives() {
    for seed in 0..300 {
        let draw = &mut Draw(seed);
        let before = Asset::draw(draw);
        let after = amended(draw, &before, seed % 3 == 0);
        let mut fold = Differences::new(3, before.day(0));
        let mut counts = [Differing::new(READINGS), Differing::new(READINGS)];
        let mut told = Vec::new();
        let mut from = 0;
        while from < before.days() {
            let to = (from + 1 + draw.below(130)).min(before.days());
            let is_nothing = before.is_nothing(from, to) && after.is_nothing(from, to);
            match draw.below(3) {
                // Told or left out, the days are undetermined under both.
                0 if is_nothing && from == 0 => {
                    fold.push_undetermined(u32::try_from(to).unwrap(), &mut |change| told.push(change));
                }
                1 if is_nothing => {}
                _ => {
                    let (one, other) = (before.chunk(from, to), after.chunk(from, to));
                    fold.push(&one, &other, &mut |change| told.push(change)).unwrap();
                    counts[draw.below(2)].push(&one, &other);
                }
            }
            from = to;
        }
        fold.push_undetermined(1, &mut |change| told.push(change));
        fold.finish(&mut |change| told.push(change));
        let [mut counts, others] = counts;
        counts.absorb(&others);
        for (reading, place) in [(0u16, 0), (1, 1), (2, 2)] {
            let expected = changes(&before, &after, reading);
            let told: Vec<Change> = told.iter().filter(|c| c.reading == reading).copied().collect();
            assert_eq!(told, expected, "seed {seed}, reading {reading}");
            for (one, other) in ALL.into_iter().flat_map(|one| ALL.map(|other| (one, other))) {
                let such = expected.iter().filter(|c| (c.before, c.after) == (one, other));
                let days: u64 = such.map(|c| u64::from(c.days)).sum();
                assert_eq!(counts.days(place, one, other), days, "seed {seed}, {one:?} {other:?}");
            }
            let days: u64 = expected.iter().map(|c| u64::from(c.days)).sum();
            assert_eq!(counts.days_in_all(place), days);
        }
        assert_eq!((counts.days(9, Met, NotMet), counts.days_in_all(9)), (0, 0));
    }
}
