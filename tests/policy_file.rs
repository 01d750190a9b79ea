//! Policy files: what is refused and in which words, what is kept, and that nothing is lost on the way.

// The lints of `src` excuse test functions, not the verbs that they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use segmented_safety_stock::finding::Cause;
use segmented_safety_stock::policy::{PolicyFile, check, read, text};
use segmented_safety_stock::protocol::policy::{
    DimensionKind, Model, Override, Period, SegmentPolicy, Span, Target, TargetKind, Tier,
};
use serde_json::{Value, json};

/// A policy file with more fields in it.
fn with(fields: &str) -> String {
    format!("{{ \"format\": \"segmented-safety-stock/policy\", \"version\": 1,\n{fields} }}")
}

/// A `§` in the fields marks the value complained about; `@` in the sentence stands for its line and column.
#[track_caller]
fn refused(fields: &str, sentence: &str) {
    refused_whole(&with(fields), sentence);
}

#[track_caller]
fn refused_whole(marked: &str, sentence: &str) {
    let before = marked.split('§').next().unwrap_or_default();
    let (line, column) =
        (before.split('\n').count(), before.rsplit('\n').next().unwrap().chars().count() + 1);
    let error = read(&marked.replace('§', "")).map(|_| "it was read").unwrap_err();
    assert_eq!(
        error.to_string(),
        sentence.replace('@', &format!("line {line}, column {column}")),
        "{}",
        error.code()
    );
}

#[track_caller]
fn kept(fields: &str, cause: Cause, named: &[(u64, &str, &str)], detail: &str) {
    let (policy, findings) = read(&with(fields)).unwrap();
    let finding = findings.list().into_iter().find(|finding| finding.cause == cause).expect("a finding");
    let places: Vec<_> = finding
        .places
        .iter()
        .map(|place| (place.line, place.column.as_str(), place.found.as_str()))
        .collect();
    assert_eq!((places.as_slice(), finding.detail.as_str()), (named, detail));
    let written: Value = serde_json::from_str(&text(&policy)).unwrap();
    let given: Value = serde_json::from_str(&with(fields)).unwrap();
    holds(&written, &given);
}

/// Whether everything of `given` is in `written`.
#[track_caller]
fn holds(written: &Value, given: &Value) {
    match (written, given) {
        (Value::Object(written), Value::Object(given)) => {
            given.iter().for_each(|(key, value)| holds(&written[key], value));
        }
        (Value::Array(written), Value::Array(given)) => {
            assert_eq!(written.len(), given.len());
            written.iter().zip(given).for_each(|(written, given)| holds(written, given));
        }
        (Value::Number(written), Value::Number(given)) => assert_eq!(written.as_f64(), given.as_f64()),
        _ => assert_eq!(written, given),
    }
}

#[test]
fn what_is_no_policy_is_refused() {
    let early = "the policy is not JSON: the text ends too early (EOF while parsing a value) (@)";
    refused_whole("§", early);
    refused_whole("{\"a\": 1,\n§}", "the policy is not JSON: key must be a string (@)");
    refused_whole("{} §x", "the policy is not JSON: trailing characters (@)");
    let shape = "expected an object with `format` \"segmented-safety-stock/policy\"";
    refused_whole("[1, 2]", &format!("this is no policy of this tool: [1, 2]; {shape}"));
    refused_whole(
        r#"{"format": "x"}"#,
        &format!("this is no policy of this tool: `format` is \"x\"; {shape}"),
    );
    refused_whole(r#"{"format": 7}"#, &format!("this is no policy of this tool: `format` is 7; {shape}"));
    let large = format!("[\"{}\"]", "a".repeat(1 << 20));
    refused_whole(&large, "the policy holds 1048580 bytes; at most 1048576 are read");
}

#[test]
fn another_version_is_refused_in_words() {
    let version = |version: &str| {
        format!("{{\"format\": \"segmented-safety-stock/policy\",\n \"version\": §{version}}}")
    };
    let newer = "this tool reads versions up to 1: open it with a newer edition of the tool";
    refused_whole(&version("3"), &format!("the policy has version 3; {newer}"));
    refused_whole(&version("9007199254740993"), &format!("the policy has version 9007199254740993; {newer}"));
    refused_whole(&version("0"), "`version` (@): found 0; allowed: a whole number from 1");
    refused_whole(&version("\"1\""), "`version` (@): found \"1\"; allowed: a whole number from 1");
    refused_whole(
        r#"§{"format": "segmented-safety-stock/policy"}"#,
        "`version` (@): found no version; allowed: a whole number from 1",
    );
}

#[test]
fn a_level_is_a_fraction_between_0_and_1() {
    let level = |level: &str, complaint: &str| {
        let target = format!(r#"{{"kind": "cycle_service_level", "value": §{level}}}"#);
        refused(
            &format!("\"segments\": {{\"A-X\": {{\"target\":\n{target}}}}}"),
            &format!("`segments.A-X.target.value` (@): {complaint}"),
        );
    };
    level("97.5", "97.5 is no level of service; a level is a fraction between 0 and 1: write 0.975");
    level("1", "1 is no level of service; no stock makes certain: write a fraction below 1, such as 0.99");
    level(
        "1.0000",
        "1 is no level of service; no stock makes certain: write a fraction below 1, such as 0.99",
    );
    level(
        "100",
        "100 is no level of service; no stock makes certain: write a fraction below 1, such as 0.99",
    );
    level("0", "0 is no level of service; write a fraction between 0 and 1, such as 0.95");
    level("-0.9", "-0.9 is no level of service; write a fraction between 0 and 1, such as 0.95");
    level("null", "found no value; allowed: a fraction between 0 and 1, such as 0.95");
    refused(
        r#""tiers": [{"tier": "Gold", "target": §99}]"#,
        "`tiers[0].target` (@): 99 is no level of service; a level is a fraction between 0 and 1: write 0.99",
    );
}

#[test]
fn the_largest_fraction_below_1_is_not_rounded_to_1() {
    let (policy, _) =
        read(&with(r#""uniform": {"kind": "fill_rate", "value": 0.9999999999999999}"#)).unwrap();
    assert_eq!(policy.uniform.value, Some(0.999_999_999_999_999_9));
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_at_its_place() {
    let days = "allowed: `day`, `week`, `month`";
    refused(r#""period": §"fortnight""#, &format!("`period` (@): found \"fortnight\"; {days}"));
    refused(r#""review": §7"#, "`review` (@): found 7; allowed: a text in quotes");
    refused(r#""review": §"weekly""#, "`review` (@): found \"weekly\"; allowed: `daily` or `continuous`");
    refused(
        r#""defaults": {"lead_time_days": §"two weeks"}"#,
        "`defaults.lead_time_days` (@): found \"two weeks\"; allowed: a number",
    );
    refused(r#""seed": §-1"#, "`seed` (@): found -1; allowed: a whole number from 0 to 4294967295");
    refused(r#""seed": §1.5"#, "`seed` (@): found 1.5; allowed: a whole number from 0 to 4294967295");
    refused(r#""tiers": §{}"#, "`tiers` (@): found {}; allowed: a list in [ ]");
    refused(r#""name": §null"#, "`name` (@): found null; allowed: a text in quotes");
    refused(r#""allow_negative": §0"#, "`allow_negative` (@): found 0; allowed: true or false");
    refused(r#""segments": §[]"#, "`segments` (@): found []; allowed: an object in { }");
    refused(r#""segments": {"A": §7}"#, "`segments.A` (@): found 7; allowed: an object in { }");
    refused(
        "\"segments\": {\n \"B\": {\"target\": §{\"value\": 0.9}}}",
        "`segments.B.target` (@): found {\"value\": 0.9}; allowed: an object with the field `kind`",
    );
    refused(
        r#""segments": {"Ü b": {"model": §"Gauss"}}"#,
        "`segments.\"Ü b\".model` (@): found \"Gauss\"; allowed: \
         `auto`, `normal`, `gamma`, `poisson`, `negative_binomial`, `empirical`",
    );
    refused(r#""seed": §1e999"#, "`seed` (@): found 1e999; allowed: a number that a computer can hold");
}

#[test]
fn numbers_outside_their_range_are_refused() {
    let amount = "allowed: a number from 0 to 1000000000000";
    let default = |field: &str, value: &str, shown: &str| {
        let sentence = format!("`defaults.{field}` (@): found {shown}; {amount}");
        refused(&format!("\"defaults\": {{\"{field}\": §{value}}}"), &sentence);
    };
    default("lead_time_days", "-3", "-3");
    default("review_days", "-0.5", "-0.5");
    default("unit_cost", "-1", "-1");
    default("unit_price", "2e12", "2000000000000");
    refused(
        r#""defaults": {"holding_rate": §20}"#,
        "`defaults.holding_rate` (@): found 20; allowed: a share of the unit cost, such as 0.2: write 0.2",
    );
    refused(
        r#""defaults": {"order_quantity": §0}"#,
        "`defaults.order_quantity` (@): found 0; allowed: a number above 0, or null",
    );
    refused(
        r#""segments": {"*": {"min_days": §-1}}"#,
        &format!("`segments.*.min_days` (@): found -1; {amount}"),
    );
    refused(
        r#""uniform": {"kind": "days_of_cover", "value": §-5}"#,
        "`uniform.value` (@): found -5; allowed: days of demand, at least 0",
    );
}

#[test]
fn names_are_neither_empty_nor_given_twice() {
    let empty = "found \"\"; allowed: a text that is not empty";
    refused(r#""segments": {"": §{}}"#, &format!("`segments.\"\"` (@): {empty}"));
    refused(r#""tiers": [§{"target": 0.9}]"#, &format!("`tiers[0].tier` (@): {empty}"));
    refused(
        r#""segmentation": {"rules": [{"when": "cv > 1", "segment": §""}]}"#,
        &format!("`segmentation.rules[0].segment` (@): {empty}"),
    );
    refused(
        r#""segmentation": {"overrides": [{"item": §" "}]}"#,
        "`segmentation.overrides[0].item` (@): found \" \"; allowed: a text that is not empty",
    );
    refused(
        r#""tiers": [{"tier": "a", "target": 0.9}, {"tier": §"a", "target": 0.9}]"#,
        "`tiers[1].tier` (@): found \"a\"; allowed: each tier once",
    );
    refused(
        r#""stocking_unit": ["item", §"item"]"#,
        "`stocking_unit[1]` (@): found a field named twice; allowed: each field once",
    );
    refused(
        r#""stocking_unit": §["location"]"#,
        "`stocking_unit` (@): found no `item`; allowed: a list with `item` in it",
    );
    let twice = "stands twice in its object; keep one of them";
    refused("\"segments\": {\"A\": {},\n\"A\": §{}}", &format!("`segments.A` (@) {twice}"));
    refused(r#""note": [{"x": 1, "x": §2}]"#, &format!("`note[0].x` (@) {twice}"));
}

#[test]
fn a_segmentation_that_says_two_things_is_refused() {
    refused(
        r#""segmentation": {"merges": {"Low": ["C-Y"], "Tail": ["C-Z", §"C-Y"]}}"#,
        "`segmentation.merges.Tail[1]` (@): found \"C-Y\"; allowed: \
         each combination in one merge; \"Low\" has it already",
    );
    let dimension = |dimension: &str, path: &str, complaint: &str| {
        refused(
            &format!("\"segmentation\": {{\"dimensions\": [{dimension}]}}"),
            &format!("`segmentation.dimensions{path}` (@): {complaint}"),
        );
    };
    let ascending = "found 0.8 after 0.95; allowed: two cut-offs, ascending";
    dimension(r#"{"kind": "abc", "cuts": [0.95, §0.8]}"#, "[0].cuts[1]", ascending);
    let share = "found 80; allowed: a share between 0 and 1: write 0.8";
    dimension(r#"{"kind": "abc", "cuts": [§80, 95]}"#, "[0].cuts[0]", share);
    let two = "found 1 cut-offs; allowed: two, ascending";
    dimension(r#"{"kind": "xyz", "cuts": §[0.5]}"#, "[0].cuts", two);
    let empty = "found \"\"; allowed: a text that is not empty";
    dimension(r#"§{"kind": "column"}"#, "[0].column", empty);
    let days = "found 0; allowed: a whole number from 1, or null for all";
    dimension(r#"{"kind": "abc", "span_days": §0}"#, "[0].span_days", days);
    let once = "found abc for the second time; allowed: each dimension once";
    dimension(r#"{"kind": "abc"}, §{"kind": "abc", "by": "revenue"}"#, "[1]", once);
    let nine = ["{\"kind\": \"pattern\"}"; 9].join(", ");
    refused(
        &format!("\"segmentation\": {{\"dimensions\": §[{nine}]}}"),
        "`segmentation.dimensions` (@): found 9 dimensions; allowed: at most 8",
    );
}

#[test]
fn a_day_is_written_year_month_day() {
    refused(
        r#""reviewed_on": §"22.11.2026""#,
        "`reviewed_on` (@): found \"22.11.2026\"; allowed: a day as 2026-01-31",
    );
    refused(
        r#""segmentation": {"overrides": [{"item": "a", "until": §"2026-02-30"}]}"#,
        "`segmentation.overrides[0].until` (@): found \"2026-02-30\"; allowed: a day as 2026-01-31",
    );
}

#[test]
fn filters_and_rules_are_conditions() {
    let refused = |fields: &str, start: &str| {
        let sentence = read(&with(fields)).map(|_| "it was read").unwrap_err().to_string();
        assert!(sentence.starts_with(start), "{sentence}");
    };
    refused(
        r#""filters": {"demand": "price >"}"#,
        "`filters.demand` (line 2, column 23): found \"price >\"; allowed: a condition; at position 8: found the end",
    );
    refused(
        r#""segmentation": {"rules": [{"when": "category = Promo", "segment": "Seasonal"}]}"#,
        "`segmentation.rules[0].when` (line 2, column 37): found \"category = Promo\"; allowed: a condition; \
         at position 12: found",
    );
    assert!(read(&with(r#""filters": {"demand": " ", "items": "\"Unit cost\" > 0"}"#)).is_ok());
}

#[test]
fn what_lies_too_deep_is_refused() {
    let nested = |levels: usize, mark: &str| {
        let (open, close) = ("[".repeat(31), "]".repeat(levels));
        with(&format!("\"note\": {open}{mark}{}1{close}", "[".repeat(levels - 31)))
    };
    assert!(read(&nested(31, "")).is_ok());
    let path = format!("note{}", "[0]".repeat(31));
    let sentence = format!("`{path}` (@) lies more than 32 levels deep; no policy needs that");
    refused_whole(&nested(32, "§"), &sentence);
    refused_whole(&nested(100_000, "§"), &sentence);
}

#[test]
fn a_corrected_match_is_checked_and_its_unknown_parts_are_kept() {
    let matched =
        |dialect: &str| format!(r#""columns": {{"f1": {{"table": "demand", "dialect": {{{dialect}}}}}}}"#);
    refused(
        &matched(r#""delimiter": §";;;""#),
        "`columns.f1.dialect.delimiter` (@): found \";;;\"; allowed: one or two characters, or tab",
    );
    refused(
        &matched(r#""decimal": {"Menge": §"dot"}"#),
        "`columns.f1.dialect.decimal.Menge` (@): found \"dot\"; allowed: point or comma",
    );
    refused(
        &matched(r#""date_order": {"Datum": §"dmy"}"#),
        "`columns.f1.dialect.date_order.Datum` (@): found \"dmy\"; allowed: year-month-day, day-month-year, \
         month-day-year, excel-1900, excel-1904, unix-seconds, unix-milliseconds",
    );
    kept(
        "\"columns\": {\"f1\": {\"table\": \"returns\"},\n\"f2\": {\"table\": \"items\", \"roles\": {\"item\": \"SKU\", \
         \"colour\": \"Farbe\"},\n\"dialect\": {\"encoding\": \"gb18030\"}}}",
        Cause::UnknownField,
        &[
            (2, "columns.f1.table", "returns"),
            (3, "columns.f2.roles.colour", "Farbe"),
            (4, "columns.f2.dialect.encoding", "gb18030"),
        ],
        "",
    );
}

#[test]
fn a_long_condition_is_refused_in_linear_time() {
    let rule =
        format!(r#""segmentation": {{"rules": [{{"when": "{}", "segment": "x"}}]}}"#, "not ".repeat(200_000));
    let start = std::time::Instant::now();
    assert!(read(&with(&rule)).is_err());
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn unknown_fields_are_kept_and_named_in_one_finding() {
    kept(
        "\"review\": \"continuous\", \"colour\": {\"b\": 1.50, \"a\": [null]},\n\"segments\": {\"*\": {\"target\": \
         {\"kind\": \"units\", \"value\": 3, \"per\": \"week\"}}},\n\"tiers\": [{\"tier\": \"Gold\", \"target\": 0.9, \
         \"since\": 2020}],\n\"segmentation\": {\"dimensions\": [{\"kind\": \"xyz\", \"by\": \"units\"}]}",
        Cause::UnknownField,
        &[
            (2, "colour", "{\"a\":[null],\"b\":1.5}"),
            (5, "segmentation.dimensions[0].by", "of no use to this kind of dimension"),
            (3, "segments.*.target.per", "\"week\""),
            (4, "tiers[0].since", "2020"),
        ],
        "",
    );
}

#[test]
fn a_policy_of_the_page_is_held_to_the_same() {
    let mut policy = PolicyFile::default();
    assert!(check(&policy).is_ok());
    policy.defaults.lead_time_days = f64::NAN;
    let sentence = "`defaults.lead_time_days`: found NaN; allowed: a number from 0 to 1000000000000";
    assert_eq!(check(&policy).unwrap_err().to_string(), sentence);
    policy = PolicyFile { version: 2, ..PolicyFile::default() };
    assert_eq!(check(&policy).unwrap_err().code(), "policy_newer");
}

#[test]
fn a_span_is_a_year_where_absent_and_all_where_null() {
    let span = |fields: &str| {
        let dimension = format!("\"segmentation\": {{\"dimensions\": [{{\"kind\": \"abc\"{fields}}}]}}");
        let (policy, _) = read(&with(&dimension)).unwrap();
        assert_eq!(read(&text(&policy)).unwrap().0, policy);
        policy.segmentation.dimensions[0].span_days
    };
    assert_eq!(span(""), Span::Absent);
    assert_eq!(span(", \"span_days\": null"), Span::Whole);
    assert_eq!(span(", \"span_days\": 90"), Span::Days(90));
}

#[test]
fn the_text_is_canonical() {
    let written = text(&PolicyFile::default());
    let start = "{\n  \"format\": \"segmented-safety-stock/policy\",\n  \"version\": 1,\n  \"name\": \"\",\n  \
                 \"stocking_unit\": [\n    \"item\",\n    \"location\"\n  ],\n  \"period\": \"week\",\n";
    assert!(written.starts_with(start), "{written}");
    assert!(written.contains("\"lead_time_days\": 14,\n"), "{written}");
    assert!(written.ends_with("  \"history\": []\n}\n"), "{written}");
}

/// The policy of the project's own description, word for word.
#[test]
fn the_documented_policy_is_read() {
    let documented = include_str!("policies/documented.json");
    let (policy, findings) = read(documented).unwrap();
    assert_eq!(policy.segmentation.merges["Tail"], ["C-Y", "C-Z"]);
    assert!(findings.is_empty(), "{findings:?}");
}

/// Any text of up to so many characters.
fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..=most).prop_map(String::from_iter)
}

fn name() -> impl Strategy<Value = String> {
    words(12).prop_filter("not empty", |name| !name.trim().is_empty())
}

/// Names that no version uses so far.
fn later(name: u32) -> String {
    format!("later_{name}")
}

fn fields(most: usize) -> impl Strategy<Value = BTreeMap<String, Value>> {
    prop::collection::btree_map((0..100_u32).prop_map(later), unknown(), 0..most)
}

fn unknown() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0.001_f64..0.999).prop_map(Value::from),
        words(8).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(words(6), inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

fn target() -> impl Strategy<Value = Target> {
    let level = 1e-9..0.999_999_999_f64;
    prop_oneof![
        level.clone().prop_map(|level| Target::new(TargetKind::CycleServiceLevel, Some(level))),
        level.prop_map(|level| Target::new(TargetKind::FillRate, Some(level))),
        (0.0..1e12_f64).prop_map(|days| Target::new(TargetKind::DaysOfCover, Some(days))),
        (0..1_000_000_u32).prop_map(|units| Target::new(TargetKind::Units, Some(f64::from(units)))),
        Just(Target::new(TargetKind::CostOptimal, None)),
    ]
}

fn segment() -> impl Strategy<Value = SegmentPolicy> {
    (prop::option::of(target()), prop::option::of(0.0..1e12_f64), prop::option::of(name()), fields(3))
        .prop_map(|(target, max_days, note, unknown)| SegmentPolicy {
            target,
            max_days,
            note,
            model: Some(Model::Gamma),
            unknown,
            ..SegmentPolicy::default()
        })
}

fn policy() -> impl Strategy<Value = PolicyFile> {
    let segments = prop::collection::btree_map(name(), segment(), 0..6);
    let merges = prop::collection::btree_map(name(), Just(Vec::new()), 0..3);
    let single = (name(), prop::option::of(name()), prop::option::of(target()), words(20));
    let overrides = prop::collection::vec(single, 0..4);
    (fields(4), segments, merges, overrides, words(20), any::<u32>(), 1..10_000_u32).prop_map(
        |(unknown, segments, merges, overrides, name, seed, span)| {
            let mut policy =
                PolicyFile { unknown, segments, name, seed, period: Period::Month, ..PolicyFile::default() };
            policy.segmentation.merges = merges;
            policy.segmentation.dimensions[0].span_days = Span::Days(span);
            policy.segmentation.dimensions[1].kind = DimensionKind::LeadTime;
            policy.tiers = vec![Tier { tier: "Gold".to_owned(), target: 0.99, ..Tier::default() }];
            let single = |(item, location, target, reason)| {
                let until = Some("2026-11-22".to_owned());
                Override { item, location, target, reason, until, ..Override::default() }
            };
            policy.segmentation.overrides = overrides.into_iter().map(single).collect();
            policy
        },
    )
}

proptest! {
    #[test]
    fn a_policy_survives_writing_and_reading(policy in policy()) {
        let written = text(&policy);
        let (again, findings) = read(&written).unwrap();
        prop_assert_eq!(&again, &policy);
        prop_assert_eq!(text(&again), written);
        let named = findings.list().iter().filter(|finding| finding.cause == Cause::UnknownField).count();
        let unknown = !policy.unknown.is_empty() || policy.segments.values().any(|segment| !segment.unknown.is_empty());
        prop_assert_eq!(named == 1, unknown);
    }

    #[test]
    fn any_text_is_read_or_refused(text in words(200)) {
        prop_assert!(read(&text).is_err());
    }

    #[test]
    fn a_policy_with_a_wrong_byte_is_read_or_refused(at in 0_usize..2_000, byte in 32_u8..127) {
        let mut text = text(&PolicyFile::default()).into_bytes();
        let at = at % text.len();
        text[at] = byte;
        if let Err(error) = read(&String::from_utf8(text).unwrap()) {
            prop_assert!(!error.to_string().is_empty() && error.code().starts_with("policy_"));
        }
    }
}
