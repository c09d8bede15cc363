//! A workbook that `LibreOffice` saved again, where there is one.

use std::process::Command;

use super::edited::{edit, export, preview, told};
use crate::lang::Lang;
use crate::sample::Desk;
use crate::summary::xlsx::layout::{Column, Sheet};

#[test]
fn what_libreoffice_saves_again_is_read_as_before() {
    let desk = Desk::busy();
    let out = edit(&export(&desk, Lang::Zh), |book| {
        book.types(Sheet::Ledger, "2.1@huancui", Column::Lead, "区教体局");
        book.types(
            Sheet::Ledger,
            "2.1@huancui",
            Column::NewNote,
            "第一行\n第二行",
        );
        book.types(Sheet::Items, "5.1@nanhai#1", Column::Done, "是");
        book.dates("1.5@lingang", 45_291.0);
    });
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("a.xlsx"), dir.path().join("again"));
    std::fs::write(&from, &out).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        dir.path().join("p").display()
    );
    let office = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&to)
        .arg(&from)
        .output();
    let Ok(office) = office else {
        eprintln!("skipped: soffice is not installed");
        return;
    };
    let again = std::fs::read(to.join("a.xlsx"));
    let again =
        again.unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&office.stderr)));
    assert_ne!(again, out);
    let found = preview(&desk, &again);
    assert_eq!(told(&found), told(&preview(&desk, &out)));
    assert_eq!(found.accepted(), 4);
}
