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
    let doubt = |cell: &str, taken: &str, other: &str| Note::ByPoint {
        cell: cell.into(),
        taken: taken.into(),
        other: other.into(),
    };
    for (text, shape, values, notes) in [
        ("1\n2\n3\n", vec![3], vec![1.0, 2.0, 3.0], vec![]),
        ("p\n0.5\n", vec![1], vec![0.5], vec![header(1)]),
        ("1\t2\n3\t4", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![]),
        ("1|2\n3 | 4", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![]),
        ("  1   2\n 3 4  ", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![]),
        ("# made, by; numpy\n1 2\n", vec![1, 2], vec![1.0, 2.0], vec![Note::Comments { count: 1 }]),
        ("\n\na;b\n\n1,5;2\n", vec![1, 2], vec![1.5, 2.0], vec![header(3), commas(1)]),
        ("1,2\n3,4\n", vec![2, 2], vec![1.0, 2.0, 3.0, 4.0], vec![doubt("1,2", "1, 2", "1.2")]),
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
        ("oops,2\n3,4\n", &["line 1, column 1", "“oops”"]),
        ("k,a\nr1,1\n7,2\n", &["line 2, column 1", "“r1”"]),
        ("1.5\t2\n1,5\t6\n", &["line 2, column 1", "“1,5”", "another decimal mark"]),
        ("1.5;2\n1,23,456;6\n", &["line 2, column 1", "“1,23,456”", "thousands"]),
        // A damaged number makes no header, and a column of them no names.
        ("1.5.2,2.5.1\n3,4\n", &["line 1, column 1", "“1.5.2”"]),
        ("$5,6%\n3,4\n", &["line 1, column 1", "“$5”"]),
        ("50%,1\n60%,2\n", &["line 1, column 1", "“50%”"]),
        ("value\n0.5,1\n0.7,2\n", &["line 2 has 2", "1"]),
        ("1,2\n\u{feff}x\u{200b}y,4\n", &["line 2, column 1", "x⟨U+200B⟩y"]),
        ("1,2\n\n3\n", &["line 3 has 1", "2"]),
        ("a,b,c\n1,2\n", &["line 2 has 2", "3"]),
        ("a,b\n1,2\n\"3,4\n5,6\n", &["line 3", "never closed"]),
        ("a,b\n\n", &["no column of numbers"]),
        ("a,b\nx,y\n", &["no column of numbers"]),
        ("1,2\n3,\u{1F642}\n", &["line 2, column 2: “\u{1F642}”"]),
        ("1,2\0;3\n", &["byte 3"]),
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

#[test]
fn what_is_missing_is_nan_and_counted() {
    let nan = f32::NAN;
    let missing = |count| Note::Missing { count };
    for (text, shape, values, notes) in [
        ("1.5;\n2;3\n", vec![2, 2], vec![1.5, nan, 2.0, 3.0], vec![missing(1)]),
        ("1.5,2\n3,,\n", vec![2, 2], vec![1.5, 2.0, 3.0, nan], vec![missing(1)]),
        (",2.5\n1,3\n", vec![2, 2], vec![nan, 2.5, 1.0, 3.0], vec![missing(1)]),
        ("1.5,NA\nnull,-\n#N/A,4\n", vec![3, 2], vec![1.5, nan, nan, nan, nan, 4.0], vec![missing(4)]),
        (
            "1.5;2\n;\n3;4\n;\n;\n",
            vec![3, 2],
            vec![1.5, 2.0, nan, nan, 3.0, 4.0],
            vec![Note::BlankRows { count: 2 }, missing(2)],
        ),
        ("1.5\t2\n\t\n3\t4\n", vec![3, 2], vec![1.5, 2.0, nan, nan, 3.0, 4.0], vec![missing(2)]),
    ] {
        let (found_shape, found, found_notes) = table(text, None).unwrap();
        assert_eq!((found_shape, found_notes), (shape, notes), "{text:?}");
        let bits = |values: &[f32]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&found), bits(&values), "{text:?}");
    }
    let array = ",0,1\n0,1.5,2.5\n1,3.5,4.5\n";
    let notes = vec![header(1), Note::Index { rows: 2 }];
    assert_eq!(
        table(array, None),
        Ok((vec![2, 2], vec![1.5, 2.5, 3.5, 4.5], notes)),
        "as pandas writes an array"
    );
}

#[test]
fn thousands_are_left_out_and_told() {
    for (text, values) in [
        ("a;b\n1.234,5;2\n", [1234.5, 2.0]),
        ("1\u{a0}234,5;2,5\n", [1234.5, 2.5]),
        ("1\u{2019}234.5;2.5\n", [1234.5, 2.5]),
        ("1 234,5;2,5\n", [1234.5, 2.5]),
        ("\"1,234.5\",\"2\"\n", [1234.5, 2.0]),
    ] {
        let (_, found, notes) = table(text, None).unwrap();
        assert_eq!(found, values, "{text:?}");
        assert!(
            notes
                .iter()
                .any(|note| matches!(note, Note::Grouped { count: 1, value, .. } if value == "1234.5")),
            "{notes:?}"
        );
    }
}

#[test]
fn of_two_readings_one_is_taken_and_the_other_can_be_had() {
    use quantscope::file::read::{Decimal, load_as};
    for (text, first, second) in [
        ("1,500;2,250\n", vec![1.5, 2.25], vec![1500.0, 2250.0]),
        ("1,500\t2,250\n", vec![1500.0, 2250.0], vec![1.5, 2.25]),
        ("1.500;2.250\n", vec![1.5, 2.25], vec![1500.0, 2250.0]),
        ("1,5\n2,7\n", vec![1.0, 5.0, 2.0, 7.0], vec![1.5, 2.7]),
        ("1,05\n2,70\n", vec![1.05, 2.7], vec![1.0, 5.0, 2.0, 70.0]),
    ] {
        let read = |decimal| {
            let loaded = load_as("t.csv", text.as_bytes(), None, decimal).unwrap();
            let by = loaded.notes.iter().find_map(|note| match note {
                Note::ByPoint { .. } => Some(Decimal::Point),
                Note::ByComma { .. } => Some(Decimal::Comma),
                _ => None,
            });
            (loaded.tensor.values().to_vec(), by.expect("a note names both readings"))
        };
        let (values, taken) = read(None);
        assert_eq!(values, first, "{text:?}");
        assert_eq!(read(Some(taken)), (values, taken), "{text:?}");
        let other = if taken == Decimal::Point { Decimal::Comma } else { Decimal::Point };
        assert_eq!(read(Some(other)), (second, other), "{text:?}");
    }
}

#[test]
fn full_width_digits_and_separators_are_those_of_ascii() {
    let text = "\u{ff11}\u{ff0e}\u{ff15}\u{ff0c}\u{ff12}\n3.5\u{ff0c}4\n";
    assert_eq!(table(text, None).unwrap().1, [1.5, 2.0, 3.5, 4.0]);
}

#[test]
fn names_of_columns_keep_their_spaces() {
    let text = "a, b,\" c \"\n1.5,2,3\n";
    let names: Vec<_> = open("t.csv", text.as_bytes()).unwrap().entries.into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["t.csv", "a", " b", " c "]);
    assert_eq!(table(text, Some(" b")).unwrap().1, [2.0]);
    assert_eq!(table(text, Some("b")).unwrap().1, [2.0], "as older links name it");
}

/// Whatever stands around the cells is passed over: quotes of other languages and of whole lines, frames, the ends of buffers.
#[test]
fn what_surrounds_numbers_is_left_out() {
    let square = (vec![2, 2], vec![1.5, 2.5, 3.5, 4.5]);
    for text in [
        "'1.5','2.5'\n'3.5','4.5'\n",
        "'1,5';'2,5'\n'3,5';'4,5'\n",
        "\u{201c}1.5\u{201d},\u{201c}2.5\u{201d}\n3.5,4.5\n",
        "=\"1.5\",=\"2.5\"\n3.5,4.5\n",
        "\"1.5;2.5\"\n\"3.5;4.5\"\n",
        "\"1.5,2.5\"\n\n\"3.5,\"\"4.5\"\"\"\n",
        "| a | b |\n|---|:-:|\n| 1.5 | 2.5 |\n| 3.5 | 4.5 |\n",
        "a   | b\n----+----\n1.5 | 2.5\n3.5 | 4.5\n(2 rows)\n",
        "     a    b\n0  1.5  2.5\n1  3.5  4.5\n\n[2 rows x 2 columns]",
        "+-----+-----+\n|  a  |  b  |\n+=====+=====+\n| 1.5 | 2.5 |\n| 3.5 | 4.5 |\n+-----+-----+\n",
        "\u{250c}\u{2500}\u{2500}\u{2500}\u{252c}\u{2500}\u{2510}\n\u{2502} a \u{2506} b \u{2502}\n\u{2502} 1.5 \u{2506} 2.5 \u{2502}\n\u{2502} 3.5 \u{2506} 4.5 \u{2502}\n",
        "1.5,2.5\n3.5,4.5\n\0\0\0\n\0",
        "// made by hand\n1.5,2.5\n3.5,4.5\n",
    ] {
        let read = table(text, None).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!((read.0, read.1), square, "{text:?}");
    }
}

#[test]
fn a_row_that_begins_with_an_error_of_a_spreadsheet_is_no_comment() {
    for error in ["#NV", "#N/D", "#WERT!", "#NOMBRE?", "#SPILL!"] {
        for text in [format!("1.5;2\n{error};3\n"), format!("1.5\t2\n{error}\t3\n")] {
            let (shape, values, notes) = table(&text, None).unwrap();
            assert!(shape == [2, 2] && values[2].is_nan() && values[3] == 3.0, "{text:?}: {values:?}");
            assert_eq!(notes, [Note::Missing { count: 1 }], "{text:?}");
        }
    }
}

#[test]
fn drawn_lines_are_told() {
    let (_, values, notes) = table("x\n1.5\n---\n2.5\n", None).unwrap();
    assert_eq!((values, notes), (vec![1.5, 2.5], vec![header(1), Note::Comments { count: 1 }]));
}

#[test]
fn a_row_that_begins_with_a_color_is_no_comment() {
    let (shape, values, notes) = table("color,x\n#FF0000,1\n#00ff00,2\n", None).unwrap();
    assert_eq!((shape, values), (vec![2], vec![1.0, 2.0]));
    assert_eq!(notes, [header(1), Note::Index { rows: 2 }]);
    assert!(table("x,y\n#####,1\n2,3\n", None).unwrap_err().contains("#####"), "a value is not dropped");
}

#[test]
fn numbers_above_names_of_rows_are_a_header() {
    for (text, column, values) in [
        (",2019,2020\na,1.5,2.5\nb,3.5,4.5\n", "2020", [2.5, 4.5]),
        (",0,1\nx,1.5,2.5\ny,3.5,4.5\n", "1", [2.5, 4.5]),
        (";0,50;1\nx;1,5;2,5\ny;3,5;4,5\n", "0,50", [1.5, 3.5]),
    ] {
        let (shape, _, notes) = table(text, None).unwrap();
        assert_eq!((shape, &notes[..2]), (vec![2, 2], &[header(1), Note::Index { rows: 2 }][..]), "{text:?}");
        assert_eq!(table(text, Some(column)).unwrap().1, values, "{text:?}");
    }
}

#[test]
fn separators_that_end_the_lines_of_one_column_separate_nothing() {
    for text in ["1.5;\n2.5;\n", "a;\n1,5;\n2,5;\n", "a,\n1.5,\n2.5,\n", "1.5|\n2.5|\n", "1.5\t\n2.5\t\n"] {
        let (shape, values, _) = table(text, None).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!((shape, values), (vec![2], vec![1.5, 2.5]), "{text:?}");
    }
}

#[test]
fn values_that_a_program_left_out_are_told() {
    for text in [
        "1,2,3,...\n",
        "1, 2, \u{2026}\n",
        "x\n1\n...\n9\n",
        "   a  b\n0  1  2\n..  ..  ..\n9  1  2\n",
        "0  1.5  ...  2.5\n1  1.5  ...  2.5\n",
    ] {
        let error = table(text, None).unwrap_err();
        assert!(error.contains("leaves values out"), "{text:?}: {error}");
    }
    assert_eq!(table("x,y\n1,..\n2,3\n", None).unwrap_err().matches("leaves values out").count(), 0);
}

#[test]
fn a_sentence_about_thousands_is_about_thousands() {
    for text in ["c(a = 1, b = 2)\n", "'1 2\n", "1,\t2\n3,\t4\n"] {
        let said = table(text, None).map_or_else(|error| error, |_| String::new());
        assert!(!said.contains("thousands"), "{text:?}: {said}");
    }
}

#[test]
fn numbers_that_float32_lacks_are_counted() {
    for (text, note) in [
        ("16777217\n5\n", Note::WholeRounded { count: 1 }),
        ("id,x\n123456789,1\n987654321,2\n", Note::WholeRounded { count: 2 }),
        ("1e-400\n5\n", Note::Underflowed { count: 1 }),
        ("1e400\n5\n", Note::Overflowed { count: 1 }),
    ] {
        assert!(table(text, None).unwrap().2.contains(&note), "{text:?}");
    }
    assert_eq!(table("16777216\n0.1\n0e9\n", None).unwrap().2, []);
}

#[test]
fn a_print_that_begins_like_xml_is_read() {
    for text in [
        "<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>",
        "<tf.Variable 'w:0' shape=(2,) dtype=float32, numpy=array([1., 2.], dtype=float32)>",
    ] {
        assert_eq!(table(text, None), Ok((vec![2], vec![1.0, 2.0], vec![])), "{text}");
    }
    assert!(table("<a><b>1</b></a>", None).unwrap_err().contains("XML"));
}
