//! Writes the JavaScript beside a compiled engine: `bindgen MODULE.wasm FOLDER`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(module), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("bindgen needs a module and a folder");
        return ExitCode::FAILURE;
    };
    let written =
        wasm_bindgen_cli_support::Bindgen::new().input_path(module).web(true).and_then(|generator| {
            generator
                .typescript(true)
                .omit_default_module_path(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(folder)
        });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
