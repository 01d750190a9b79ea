//! Packs what the page carries: bytes in, LZMA out, a quarter smaller than gzip on compiled code.
//!
//! The stream is bare, because the page's reader (`www/src/engine/unpack.ts`) knows its settings: three literal
//! context bits, no position bits. Before it stand four bytes, the plain length, lowest first.

use std::io::{Read, Result, Write, stdin, stdout};

use lzma_rust2::{LzmaOptions, LzmaWriter};

fn main() -> Result<()> {
    let mut plain = Vec::new();
    stdin().read_to_end(&mut plain)?;
    let length = u32::try_from(plain.len()).map_err(std::io::Error::other)?;
    stdout().write_all(&length.to_le_bytes())?;
    let mut writer = LzmaWriter::new_no_header(stdout(), &settings(), false)?;
    writer.write_all(&plain)?;
    writer.finish()?.flush()
}

fn settings() -> LzmaOptions {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (3, 0, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    options.depth_limit = 512;
    options
}
