//! Tables of numbers as people write them.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::{Note, load, open};

/// Shape, values and notes.
type Read = (Vec<usize>, Vec<f32>, Vec<Note>);

fn table(text: &str, column: Option<&str>) -> Result<Read, String> {
    load("t.csv", text.as_bytes(), column)
        .map(|l| (l.tensor.shape().to_vec(), l.tensor.values().to_vec(), l.notes))
        .map_err(|e| e.to_string())
}

fn header(line: usize) -> Note {
    Note::Header { line }
}

#[test]
fn tables_as_people_write_them() {
    let inf = f32::INFINITY;
    let commas = |count| Note::DecimalComma { count };
    for (text, shape, values, notes) in [
        ("1\n2\n3\n", vec![3], vec![1.0, 2.0, 3.0], vec![]),
        ("p\n0.5\n", vec![1], vec![0.5], vec![header(1)]),
        ("1\t2\n3\t4", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![]),
        ("1|2\n3 | 4", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![]),
        ("  1   2\n 3 4  ", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![]),
        ("# made, by; numpy\n1 2\n", vec![1, 2], vec![1.0, 2.0], vec![]),
        ("\n\na;b\n\n1,5;2\n", vec![1, 2], vec![1.5, 2.0], vec![header(3), commas(1)]),
        ("1\t2\n1,5\t-0,125\n", vec![2, 2], vec![1.0, 2.0, 1.5, -0.125], vec![commas(2)]),
        ("1,5 2,25\n3,5 4,0\n", vec![2, 2], vec![1.5, 2.25, 3.5, 4.0], vec![commas(4)]),
        ("inf,-Inf\n\"3\",4\n", vec![2, 2], vec![inf, -inf, 3.0, 4.0], vec![]),
        ("1e-3,2.5E+2\n+.5,-1e3\n", vec![2, 2], vec![0.001, 250.0, 0.5, -1000.0], vec![]),
        ("\u{2212}1.5,2\n", vec![1, 2], vec![-1.5, 2.0], vec![]),
        ("\"1,5\";\"2\"\n", vec![1, 2], vec![1.5, 2.0], vec![commas(1)]),
        ("\"a, b\",\"c \"\"d\"\"\"\n1,2\n", vec![1, 2], vec![1.0, 2.0], vec![header(1)]),
        ("r1,1,2\nr2,3,4\n", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![Note::Index { rows: 2 }]),
        ("a b\nr1 1 2\n", vec![1, 2], vec![1.0, 2.0], vec![header(1), Note::Index { rows: 1 }]),
        (",a,b\n0,1,2\n", vec![1, 2], vec![1.0, 2.0], vec![header(1), Note::Index { rows: 1 }]),
    ] {
        assert_eq!(table(text, None), Ok((shape, values, notes)), "{text:?}");
    }
}

#[test]
fn a_table_that_is_none_says_where() {
    for (text, words) in [
        ("1,2\r\n\r\n3,oops\r\n", &["line 3, column 2", "“oops”"][..]),
        ("1,2\r3,x", &["line 2, column 2"]),
        ("1,2\n3,,\n", &["line 2, column 2 is blank"]),
        ("1,2,3\n4,5,\n", &["line 2, column 3 is blank"]),
        ("oops,2\n3,4\n", &["line 1, column 1", "“oops”"]),
        ("k,a\nr1,1\n7,2\n", &["line 2, column 1", "“r1”"]),
        ("1;2\n1.234,5;6\n", &["line 2, column 1", "contains a comma"]),
        ("1\t2\n1,500\t6\n", &["line 2, column 1", "contains a comma"]),
        ("1.5\t2\n1,5\t6\n", &["line 2, column 1", "contains a comma"]),
        ("1,2\n\n3\n", &["line 3 has 1", "2"]),
        ("a,b,c\n1,2\n", &["line 2 has 2", "3"]),
        ("a,b\n1,2\n\"3,4\n5,6\n", &["line 3", "never closed"]),
        ("a,b\n\n", &["no column of numbers"]),
        ("a,b\nx,y\n", &["no column of numbers"]),
        ("1,2\n3,\u{1F642}\n", &["line 2, column 2: “\u{1F642}”"]),
        ("1,2\0", &["byte 3"]),
    ] {
        let error = table(text, None).unwrap_err();
        for word in words.iter().chain(&["t.csv"]) {
            assert!(error.contains(word), "{text:?}: {error} lacks {word}");
        }
    }
}

const SALES: &str = "day,price,shop,,price\nMon,1.5,A,7,1\nTue,2.5,B,x,2\nWed,3.5,C,9,3\n";

#[test]
fn a_column_is_chosen_by_its_name_or_number() {
    let entries = open("t.csv", SALES.as_bytes()).unwrap().entries;
    let listed: Vec<_> = entries.iter().map(|e| (e.name.as_str(), &e.shape[..], e.readable)).collect();
    assert_eq!(
        listed,
        [("t.csv", &[3, 3][..], false), ("price", &[3], true), ("4", &[3], false), ("5", &[3], true),]
    );
    assert_eq!(table(SALES, Some("price")), Ok((vec![3], vec![1.5, 2.5, 3.5], vec![header(1)])));
    assert_eq!(table(SALES, Some("5")), Ok((vec![3], vec![1.0, 2.0, 3.0], vec![header(1)])));
    for (column, words) in [
        (None, &["line 3, column 4", "“x”"][..]),
        (Some("4"), &["line 3, column 4", "“x”"]),
        (Some("shop"), &["“shop”", "price, 4, 5"]),
    ] {
        let error = table(SALES, column).unwrap_err();
        assert!(words.iter().all(|word| error.contains(word)), "{column:?}: {error}");
    }
    assert_eq!(table("1 2\n3 4", Some("2")), Ok((vec![2], vec![2.0, 4.0], vec![])), "without a header");
    let single = open("t.csv", b"p\n1\n2\n").unwrap();
    assert_eq!(single.entries.len(), 1, "the only column is the table");
}

#[test]
fn columns_of_text_are_skipped_and_named() {
    let text = SALES.replace('x', "8");
    let notes = vec![header(1), Note::Index { rows: 3 }, Note::SkippedColumns { names: "shop".into() }];
    let values = vec![1.5, 7.0, 1.0, 2.5, 8.0, 2.0, 3.5, 9.0, 3.0];
    assert_eq!(table(&text, None), Ok((vec![3, 3], values, notes)));
    let notes = vec![header(1), Note::SkippedColumns { names: "b, c".into() }];
    assert_eq!(table("a,b,c\n1,u,\n2,v,\n", None), Ok((vec![2], vec![1.0, 2.0], notes)));
    assert_eq!(table("a,b,c\n1,u,\n2,v,\n", Some("a")), Ok((vec![2], vec![1.0, 2.0], vec![header(1)])));
}

#[test]
fn of_very_many_columns_only_the_table_is_listed() {
    let row = vec!["1"; 5000].join(",");
    let listing = open("wide.csv", row.as_bytes()).unwrap();
    assert_eq!((listing.entries.len(), listing.entries[0].count), (1, 5000));
}
