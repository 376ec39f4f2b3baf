//! Readings for people: many of them in few lines.

use qazyq_law::reading::Choices;

/// Readings as boxes: on each axis the choices, of which every combination is meant.
pub type Block = [Vec<&'static str>; 4];

/// The fewest boxes that merging two at a time finds; together they hold exactly these readings.
#[must_use]
pub fn blocks(readings: &[Choices]) -> Vec<Block> {
    let mut blocks: Vec<Block> = readings.iter().map(|r| r.named().map(|(_, choice)| vec![choice])).collect();
    while let Some((a, b, axis)) = mergeable(&blocks) {
        let merged = blocks.remove(b);
        for choice in &merged[axis] {
            blocks[a][axis].push(choice);
        }
    }
    blocks
}

/// Two boxes that differ on one axis alone.
fn mergeable(blocks: &[Block]) -> Option<(usize, usize, usize)> {
    for (a, one) in blocks.iter().enumerate() {
        for (b, other) in blocks.iter().enumerate().skip(a + 1) {
            let differing: Vec<usize> = (0..4).filter(|axis| one[*axis] != other[*axis]).collect();
            if let [axis] = differing[..] {
                return Some((a, b, axis));
            }
        }
    }
    None
}

/// A box on one line: `every_day · close or extreme · any · any`.
#[must_use]
pub fn block_text(block: &Block, counted: [usize; 4], any: &str) -> String {
    let axis = |(choices, all): (&Vec<&str>, usize)| {
        if choices.len() == all && all > 1 { any.to_owned() } else { choices.join("/") }
    };
    block.iter().zip(counted).map(axis).collect::<Vec<_>>().join(" · ")
}
