//! What a file of cards is called.

/// A name that says what is in it, so that a file that was cut short or is another's is known.
pub(crate) fn of(bytes: &[u8]) -> String {
    // FNV-1a: it guards against accidents.
    let digest = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |digest: u64, byte| {
        (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("cards-{digest:016x}.bin")
}
