//! The JSON Schema of a report, generated from the types and shipped.

/// JSON Schema (draft 2020-12) of `dudao.report/1`, as shipped in `assets/schema/report.schema.json`.
pub const SCHEMA_JSON: &str = include_str!("../../assets/schema/report.schema.json");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Report, builtin_ids, builtin_source};

    fn generated() -> String {
        let mut schema = serde_json::to_value(schemars::schema_for!(Report)).unwrap();
        schema["$id"] = "urn:dudao:report:1".into();
        serde_json::to_string_pretty(&schema).unwrap() + "\n"
    }

    /// `DUDAO_BLESS=1 cargo test schema` writes the file anew after a change of the types.
    #[test]
    fn the_shipped_schema_is_the_one_of_the_types() {
        if std::env::var_os("DUDAO_BLESS").is_some() {
            std::fs::write(
                concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/assets/schema/report.schema.json"
                ),
                generated(),
            )
            .unwrap();
        }
        let shipped: serde_json::Value = serde_json::from_str(SCHEMA_JSON).unwrap();
        let types: serde_json::Value = serde_json::from_str(&generated()).unwrap();
        assert_eq!(shipped, types, "run DUDAO_BLESS=1 cargo test schema");
    }

    #[test]
    fn every_builtin_report_fits_the_schema() {
        let schema = serde_json::from_str(SCHEMA_JSON).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for id in builtin_ids() {
            let value = serde_json::from_str(builtin_source(id).unwrap()).unwrap();
            let faults: Vec<_> = validator
                .iter_errors(&value)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{faults:#?}");
        }
    }
}
