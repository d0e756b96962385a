//! Comma-separated values, as RFC 4180 has them, that a spreadsheet takes for nothing else.

/// What a spreadsheet takes for the beginning of a formula.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// By which a spreadsheet knows that the text is UTF-8.
pub(crate) const MARK: char = '\u{feff}';

/// A line of these cells.
pub(crate) fn line(cells: &[String]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A cell. What a spreadsheet would run is shown to it as a text.
fn cell(text: &str) -> String {
    let safe = if text.starts_with(FORMULAS) { "'" } else { "" };
    format!("\"{safe}{}\"", text.replace('"', "\"\""))
}
