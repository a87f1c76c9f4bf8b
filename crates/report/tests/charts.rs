//! Charts as SVG: sound XML, whatever their texts and values are, and nothing that a strict page forbids.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zgoda_report::{Chart, ChartKind, Series};
use zgoda_text::Lang;

fn chart(kind: ChartKind) -> Chart {
    Chart {
        lang: Lang::Pl,
        kind,
        title: "Przychody i wynik".into(),
        description: "W 2025 r. przychody wzrosły do 9 100 tys. zł.".into(),
        unit: "tys. zł".into(),
        labels: ["2022", "2023", "2024", "2025"].map(String::from).to_vec(),
        series: vec![
            Series { name: "Przychody".into(), values: vec![Some(7_100), None, Some(8_200), Some(9_100)] },
            Series { name: "Wynik netto".into(), values: vec![Some(-120), Some(40), Some(350), Some(400)] },
        ],
    }
}

/// The elements of an SVG by name, in order; every text is read on the way.
fn elements(svg: &str) -> Result<Vec<String>, quick_xml::Error> {
    let mut reader = Reader::from_str(svg);
    let mut names = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute?;
                }
                names.push(tag.local_name().as_ref().to_owned());
            }
            Event::Eof => return Ok(names),
            _ => {}
        }
    }
}

fn count(names: &[String], name: &str) -> usize {
    names.iter().filter(|known| *known == name).count()
}

#[test]
fn a_year_without_a_value_is_a_gap_in_the_line_and_no_nought() {
    let svg = chart(ChartKind::Lines).svg("wynik");
    let names = elements(&svg).unwrap_or_default();
    assert_eq!(count(&names, "circle"), 7);
    // Two samples of the legend, six marks from −2,000 to 10,000 and nought, two unbroken parts of lines.
    let ticks = svg.matches("text-anchor=\"end\"").count() - 1;
    assert_eq!(count(&names, "polyline"), 2 + ticks + 2);
}

#[test]
fn bars_hang_from_the_line_of_nought_where_there_was_a_loss() {
    let svg = chart(ChartKind::Bars).svg("wynik");
    // Seven values and two samples of the legend.
    assert_eq!(count(&elements(&svg).unwrap_or_default(), "rect"), 7 + 2);
    assert!(svg.contains("Wynik netto, 2022: −120\u{a0}tys. zł"), "{svg}");
}

#[test]
fn a_chart_says_what_it_shows_and_takes_the_colours_of_the_page() {
    let svg = chart(ChartKind::Lines).svg("wynik");
    assert!(svg.contains("aria-labelledby=\"wynik-title wynik-desc\"") && svg.contains("role=\"img\""));
    assert!(svg.contains("<desc id=\"wynik-desc\">W 2025 r. przychody wzrosły"));
    assert!(svg.contains("var(--accent,") && !svg.contains("style="));
}

proptest! {
    #[test]
    fn any_texts_and_values_make_sound_svg(
        text in any::<String>(), id in any::<String>(), bars in any::<bool>(),
        labels in proptest::collection::vec(any::<String>(), 0..12),
        rows in proptest::collection::vec(proptest::collection::vec(any::<Option<i64>>(), 0..14), 0..6)
    ) {
        let kind = if bars { ChartKind::Bars } else { ChartKind::Lines };
        let series = rows.into_iter().map(|values| Series { name: text.clone(), values }).collect();
        let chart = Chart { title: text.clone(), description: text.clone(), unit: text, labels, series, ..chart(kind) };
        let svg = chart.svg(&id);
        prop_assert!(elements(&svg).is_ok(), "{}", svg);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
    }
}
