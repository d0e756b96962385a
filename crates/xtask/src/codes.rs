//! The lists of codes that the npm package exports, as the engine, its façade and the built-in cards have
//! them: as JavaScript, and as types of which an editor knows every word.

use std::collections::BTreeSet;
use std::path::PathBuf;

use creditcast_catalog::catalog;
use creditcast_core::document::PROBLEM_CODES;
use creditcast_core::report::WARNING_CODES;

use crate::project;

/// Problems of the façade, which the engine cannot know: it is not there, or fails.
const OF_FACADE: [&str; 4] = ["closed", "internal", "invalidJson", "notLoaded"];

/// One list: what it is called, what its words are called, and what they are.
struct List {
    name: &'static str,
    of: &'static str,
    says: &'static str,
    words: BTreeSet<&'static str>,
}

/// The files and what belongs into them.
pub(crate) fn files() -> [(PathBuf, String); 2] {
    let file = |name| project::root().join("crates/wasm/js").join(name);
    let lists = lists();
    [
        (
            file("codes.js"),
            text("The codes that never change their meaning.", &lists, List::script),
        ),
        (
            file("codes.d.ts"),
            text("The codes that never change their meaning.", &lists, List::types),
        ),
    ]
}

fn lists() -> [List; 3] {
    let rules = catalog().revisions().flat_map(|card| &card.rules);
    [
        List {
            name: "problemCodes",
            of: "ProblemCode",
            says: "What can be wrong: of an input, or of the engine itself. docs/scenario.md tells each.",
            words: PROBLEM_CODES.into_iter().chain(OF_FACADE).collect(),
        },
        List {
            name: "warningCodes",
            of: "WarningCode",
            says: "What a reader of a result should know. docs/scenario.md tells each.",
            words: WARNING_CODES.into(),
        },
        List {
            name: "ruleIds",
            of: "RuleId",
            says: "The rules of the built-in cards, of every revision. docs/rules.md tells each.",
            words: rules.map(|rule| &*rule.id).collect(),
        },
    ]
}

fn text(says: &str, lists: &[List], write: fn(&List) -> String) -> String {
    let lists: String = lists.iter().map(write).collect();
    format!("// {says} Written by `cargo xtask schema`.\n{lists}")
}

impl List {
    fn script(&self) -> String {
        format!("\nexport const {} = Object.freeze([\n{}]);\n", self.name, self.words())
    }

    fn types(&self) -> String {
        let List { name, of, says, .. } = self;
        let list = format!("export declare const {name}: readonly [\n{}];", self.words());
        format!(
            "\n/** {says} */\n{list}\n/** One of `{name}`. */\nexport type {of} = (typeof {name})[number];\n"
        )
    }

    fn words(&self) -> String {
        let lines: Vec<_> = self.words.iter().map(|word| format!("  \"{word}\",\n")).collect();
        lines.concat()
    }
}
