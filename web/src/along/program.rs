//! The scenario as a program that runs with the npm package.

use creditcast_core::document::Value;

use crate::comparison;
use crate::json;

/// The JavaScript that works a scenario out.
pub(crate) fn javascript(scenario: &Value) -> String {
    let scenario = json::pretty(&comparison::pinned(scenario.clone()));
    let scenario = scenario.trim_end();
    format!(
        "// npm install creditcast\n\
         import {{ load }} from \"creditcast\";\n\n\
         const {{ simulate }} = await load();\n\n\
         const scenario = {scenario};\n\n\
         const report = simulate(scenario);\n\
         console.log(report.answer);\n\
         console.table(report.bill.map(({{ on, title, amount }}) => ({{ on, title, paid: amount.amount }})));\n"
    )
}
