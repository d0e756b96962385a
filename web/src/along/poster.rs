//! The chart as a picture that stands alone: with its title, its card, the day its prices were read, and who made it.

use std::fmt::Write;

use creditcast_core::amount::Amount;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, window};

use crate::browser;
use crate::components::brief::told;
use crate::format;
use crate::labels::labels;
use crate::months::Score;
use crate::picture::{HEIGHT, Picture};
use crate::room::{Frame, Label};
use crate::run::Run;

/// The size of the picture, as links to it are shown on the web.
const WIDE: i64 = 1_200;
const HIGH: i64 = 630;
/// Where the chart stands in it.
const LEFT: i64 = 112;
const TOP: i64 = 216;
const CHART_WIDE: i64 = 1_032;
const CHART_HIGH: i64 = 300;
/// The same for what is said beside the line.
const FRAME: Frame = Frame {
    width: CHART_WIDE,
    height: CHART_HIGH,
    letter: 10,
    line: 22,
    above: 14,
    has_scale: false,
};
/// A picture of points has two for each measure of the drawing.
const POINTS: u32 = 2;
/// So many letters of the answer go in a line.
const LETTERS: usize = 88;
const LINES_MAX: usize = 3;

/// The colours of the page in the light, whatever the reader's own are: a picture is shown on white.
struct Ink(web_sys::CssStyleDeclaration);

impl Ink {
    fn of_page() -> Option<Self> {
        let window = window()?;
        let root = window.document()?.document_element()?;
        window.get_computed_style(&root).ok()?.map(Ink)
    }

    fn colour(&self, name: &str) -> String {
        let value = self.0.get_property_value(&format!("--{name}")).unwrap_or_default();
        let light =
            value.trim().strip_prefix("light-dark(").and_then(|both| both.split(',').next());
        light.unwrap_or(&value).trim().to_owned()
    }
}

/// The picture as SVG; nothing where the page cannot be asked for its colours.
pub(crate) fn svg(run: &Run) -> Option<String> {
    let ink = Ink::of_page()?;
    let score = Score::of(run);
    let picture = Picture::of(run, &score);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDE}\" height=\"{HIGH}\" viewBox=\"0 0 {WIDE} {HIGH}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"18\" fill=\"{}\">\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>",
        ink.colour("ink-2"),
        ink.colour("paper")
    );
    svg += &words(run, &ink);
    svg += &grid(&picture, &ink);
    svg += &if run.is_money() { bars(&picture, &ink) } else { balance(&picture, &ink) };
    svg += &months(&score);
    Some(svg + "</svg>\n")
}

fn words(run: &Run, ink: &Ink) -> String {
    let about = &run.report.about;
    let title = run.scenario.title.clone().unwrap_or_else(|| run.card().title.clone());
    let voice = "font-family=\"Newsreader, Charter, Georgia, serif\"";
    let mut words =
        text(56, 68, &format!("font-weight=\"600\" fill=\"{}\"", ink.colour("ink")), &title);
    for (index, line) in (0..).zip(lines(&format::localised(&run.report.answer))) {
        let look = format!("{voice} font-size=\"28\" fill=\"{}\"", ink.colour("ink"));
        words += &text(56, 110 + 36 * index, &look, &line);
    }
    let foot = format!(
        "{}, prices read on {}. An estimate without tax.",
        about.card,
        format::short_day(about.revision)
    );
    words += &text(56, HIGH - 32, "font-size=\"16\"", &foot);
    words +=
        &text(WIDE - 56, HIGH - 32, "font-size=\"16\" text-anchor=\"end\"", "creditcast, estimate");
    words
}

/// The answer in a few lines; what does not fit is left out as a whole.
fn lines(answer: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in answer.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LETTERS => {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.truncate(LINES_MAX);
    lines
}

fn grid(picture: &Picture, ink: &Ink) -> String {
    let mut grid = String::new();
    for (index, value) in picture.grid().into_iter().enumerate() {
        let y = TOP + picture.y(value) * CHART_HIGH / HEIGHT;
        let colour = ink.colour(if index == 0 { "ink" } else { "rule" });
        // Writing to a text cannot fail.
        _ = write!(grid, "<path d=\"M{LEFT} {y}h{CHART_WIDE}\" stroke=\"{colour}\"/>");
        grid += &text(LEFT - 12, y + 6, "text-anchor=\"end\"", &told(picture.run, value));
    }
    grid
}

fn balance(picture: &Picture, ink: &Ink) -> String {
    let path = |d: &str, look: &str| format!("<path d=\"{}\" {look}/>", placed(d, picture.score));
    let mut drawn = path(&picture.area(), &format!("fill=\"{}\"", ink.colour("have-fill")));
    let line = format!("fill=\"none\" stroke=\"{}\" stroke-width=\"2.5\"", ink.colour("have"));
    drawn += &path(&picture.line(), &line);
    let dotted = format!("stroke=\"{}\" stroke-dasharray=\"2 4\"", ink.colour("ink-2"));
    for cap in picture.caps() {
        let place = |day| picture.score.place_within(day);
        let (from, to, y) = (place(cap.from), place(cap.to), picture.y(cap.at));
        drawn += &path(&format!("M{from} {y}H{to}"), &dotted);
    }
    let lost = ink.colour("lost");
    for loss in picture.losses() {
        let x = picture.score.place(loss.on, 0);
        let fall = format!("M{x} {}V{}", picture.y(loss.from), picture.y(loss.to));
        drawn += &path(&fall, &format!("stroke=\"{lost}\" stroke-width=\"3\""));
    }
    if let Some(at) = picture.run.report.runs_out {
        let (x, foot) =
            (LEFT + picture.x(at) * CHART_WIDE / picture.score.width(), TOP + CHART_HIGH);
        // Writing to a text cannot fail.
        _ = write!(
            drawn,
            "<path d=\"M{x} {}V{foot}\" stroke=\"{lost}\"/><circle cx=\"{x}\" cy=\"{foot}\" r=\"6\" fill=\"{lost}\"/>",
            TOP + CHART_HIGH / 25
        );
    }
    labels(picture, FRAME).iter().fold(drawn, |drawn, label| drawn + &said(label, ink))
}

/// A label, on the paper.
fn said(label: &Label, ink: &Ink) -> String {
    let (colour, weight) = match label.look {
        "gone" => ("lost", 600),
        "pin-what" => ("yours", 600),
        "granted" => ("have", 400),
        _ => ("ink-2", 400),
    };
    let line = |colour: &str, weight: i64, dy: i64, says: &str| {
        let look = format!(
            "text-anchor=\"{}\" font-weight=\"{weight}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"4\" paint-order=\"stroke\"",
            label.side.anchor(),
            ink.colour(colour),
            ink.colour("paper")
        );
        let (x, y) = label.point;
        text(LEFT + x + label.side.gap(), TOP + y + dy, &look, says)
    };
    line(colour, weight, label.dy, &label.says)
        + &line("ink-2", 400, label.dy + FRAME.line, &label.more)
}

fn bars(picture: &Picture, ink: &Ink) -> String {
    let each = CHART_WIDE / picture.score.count().max(1);
    let bar = |(index, paid): (i64, Amount)| {
        let high = CHART_HIGH - picture.y(paid) * CHART_HIGH / HEIGHT;
        format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{high}\" fill=\"{}\"/>",
            LEFT + each * index + each / 4,
            TOP + CHART_HIGH - high,
            each / 2,
            ink.colour("s2")
        )
    };
    (0..).zip(picture.score.columns.iter().map(|column| column.paid)).map(bar).collect()
}

fn months(score: &Score) -> String {
    let count = score.count().max(1);
    let name = |(index, column): (i64, &crate::months::Column)| {
        let x = LEFT + (2 * index + 1) * CHART_WIDE / (2 * count);
        let year = column.year.as_ref().map_or_else(String::new, |year| {
            text(x, TOP + CHART_HIGH + 50, "text-anchor=\"middle\" font-size=\"15\"", year)
        });
        text(x, TOP + CHART_HIGH + 28, "text-anchor=\"middle\"", &column.name) + &year
    };
    (0..).zip(&score.columns).map(name).collect()
}

/// A path of the chart's own measure, in that of the picture.
fn placed(path: &str, score: &Score) -> String {
    let x = |x: i64| LEFT + x * CHART_WIDE / score.width().max(1);
    let y = |y: i64| TOP + y * CHART_HIGH / HEIGHT;
    let mut placed = String::new();
    let mut is_x = true;
    for part in path.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let (number, sign) =
            part.split_at(part.trim_end_matches(|c: char| !c.is_ascii_digit()).len());
        if let Ok(number) = number.parse() {
            // Writing to a text cannot fail.
            _ = write!(placed, "{}", if is_x { x(number) } else { y(number) });
        }
        // After `M` and `H` comes how far right, after a gap or `V` how far down.
        is_x = matches!(sign, "M" | "H");
        placed += sign;
    }
    placed
}

fn text(x: i64, y: i64, look: &str, says: &str) -> String {
    let says = says.replace('&', "&amp;").replace('<', "&lt;");
    format!("<text x=\"{x}\" y=\"{y}\" {look}>{says}</text>")
}

/// The picture as PNG, at an address that holds it.
///
/// # Errors
/// What the browser says where it cannot draw.
pub(crate) async fn png(svg: &str) -> Result<String, JsValue> {
    let address = browser::address_of("image/svg+xml", svg)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let drawn = JsFuture::from(image.decode()).await;
    // What was drawn is in the image now.
    _ = web_sys::Url::revoke_object_url(&address);
    drawn?;
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let (width, height) = (f64::from(POINTS) * WIDE as f64, f64::from(POINTS) * HIGH as f64);
    Reflect::set(&canvas, &"width".into(), &width.into())?;
    Reflect::set(&canvas, &"height".into(), &height.into())?;
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    canvas.to_data_url()
}
