//! A file in an encoding that the engine has not: the question, the choice, and the file fed again as UTF-8.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use segmented_safety_stock::protocol::answer::{FileRead, FilesAnswer};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// In Shift JIS; the same in UTF-8 below.
const SHIFT_JIS: &[u8] = include_bytes!("corpus/encoding/shift_jis.csv");
const UTF_8: &str = "sku,name,unit_cost\nA-1,表示能力,3.5\nA-2,ソート,1\n";

fn feed(session: &mut Session, bytes: &[u8]) -> FileRead {
    session.open(0, "items.csv", bytes.len() as f64);
    session.push(0, bytes);
    match session.close(0) {
        Answer::FileRead(read) => read,
        other => panic!("{other:?}"),
    }
}

fn files(session: &mut Session, policy: &PolicyFile) -> FilesAnswer {
    match session.ask(&Request::Files { policy: Box::new(policy.clone()) }) {
        Answer::Files(files) => files,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_chosen_encoding_is_decoded_by_whoever_feeds_the_file() {
    let (mut session, mut policy) = (Session::new(None), PolicyFile::default());
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    assert!(!feed(&mut session, SHIFT_JIS).again);
    let asked = files(&mut session, &policy);
    let question = &asked.files[0].questions[0];
    let choice =
        question.choices.iter().find(|choice| choice.value.eq_ignore_ascii_case("shift_jis")).unwrap();
    policy.columns.insert(asked.files[0].fingerprint.clone(), choice.settles.clone());
    session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
    let again = feed(&mut session, SHIFT_JIS);
    assert!(again.again && again.decode.unwrap().eq_ignore_ascii_case("shift_jis"));
    assert!(!feed(&mut session, UTF_8.as_bytes()).again);
    let read = files(&mut session, &policy);
    assert_eq!(read.files[0].columns[1].samples, ["表示能力", "ソート"]);
    assert!(read.files[0].questions.is_empty());
    let written = read.files[0].decisions.iter().find(|decision| decision.name == "encoding").unwrap();
    assert_eq!((written.value.as_str(), written.evidence.as_str()), (choice.value.as_str(), "as chosen"));
}
