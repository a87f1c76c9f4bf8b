//! The colours of the style sheet can be read by everybody: contrast by WCAG 2.2.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

use std::collections::HashMap;

const STYLE: &str = include_str!("../assets/zgoda.css");

/// Every colour token with its light and its dark value.
fn tokens() -> HashMap<&'static str, [[f64; 3]; 2]> {
    STYLE
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
            let (light, dark) = rest.split_once(')')?.0.split_once(", ")?;
            Some((name, [rgb(light), rgb(dark)]))
        })
        .collect()
}

fn rgb(hex: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear =
        colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_computed_as_the_guideline_says() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast(rgb("#777777"), rgb("#ffffff")) - 4.48).abs() < 0.01);
}

#[test]
fn every_pair_of_text_and_ground_has_a_contrast_of_at_least_four_and_a_half() {
    let tokens = tokens();
    assert_eq!(tokens.len(), 22, "{:?}", tokens.keys());
    let mut pairs = Vec::new();
    for text in ["ink", "ink-soft", "accent", "accent-strong", "allow", "deny", "wait", "info"] {
        for ground in ["paper", "sheet", "sunk"] {
            pairs.push((text, ground));
        }
    }
    pairs.extend([
        ("allow", "allow-wash"),
        ("deny", "deny-wash"),
        ("wait", "wait-wash"),
        ("info", "info-wash"),
        ("accent", "accent-wash"),
        ("ink", "accent-wash"),
        ("ink-soft", "accent-wash"),
        ("ink", "allow-wash"),
        ("ink-soft", "allow-wash"),
        ("ink", "deny-wash"),
        ("ink-soft", "deny-wash"),
        ("ink", "wait-wash"),
        ("accent", "wait-wash"),
        ("ink", "info-wash"),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("sheet", "deny"),
    ]);
    let poor: Vec<String> = pairs
        .iter()
        .flat_map(|(text, ground)| {
            [0, 1].map(|mode| (text, ground, contrast(tokens[text][mode], tokens[ground][mode]), mode))
        })
        .filter(|(_, _, contrast, _)| *contrast < 4.5)
        .map(|(text, ground, contrast, mode)| {
            format!("{text} on {ground}: {contrast:.2} in {}", ["light", "dark"][mode])
        })
        .collect();
    assert!(poor.is_empty(), "{poor:#?}");
}

#[test]
fn the_edge_of_a_field_is_seen_in_both_modes() {
    let tokens = tokens();
    for mode in [0, 1] {
        for ground in ["paper", "sheet"] {
            let seen = contrast(tokens["line-strong"][mode], tokens[ground][mode]);
            assert!(seen >= 3.0, "{ground} {mode}: {seen:.2}");
        }
    }
}

#[test]
fn the_bars_and_lines_of_a_chart_are_seen_in_both_modes() {
    let tokens = tokens();
    for tone in ["accent", "chart-2", "chart-3", "chart-4"] {
        for mode in [0, 1] {
            let seen = contrast(tokens[tone][mode], tokens["sheet"][mode]);
            assert!(seen >= 3.0, "{tone} {mode}: {seen:.2}");
        }
    }
}

#[test]
fn every_token_that_is_used_is_defined() {
    let names = |before: &'static str| STYLE.split(before).skip(1);
    let name = |rest: &'static str| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default()
    };
    let defined: Vec<&str> =
        names("--").filter(|rest| rest[name(rest).len()..].starts_with(':')).map(name).collect();
    let unknown: Vec<&str> = names("var(--").map(name).filter(|used| !defined.contains(used)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
