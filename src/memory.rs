//! Memory asked for before it is used, so that a lack of it is an answer and not the end of the engine.
//!
//! A list that grows where there is no memory ends the program. What grows with the data asks here first: a large
//! list for itself ([`room`], [`list`]), a stage of many small ones for all of them at once ([`ahead`]). What is
//! small asks nobody.

use std::hint::black_box;

/// No piece of memory is larger: an allocator cannot always give all that it has in one.
const PIECE: u64 = 512 << 20;

/// Memory that there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack {
    /// Bytes that were asked for.
    pub bytes: u64,
}

/// Makes room in a list for so many more.
///
/// # Errors
/// [`Lack`]: the list is as it was.
pub fn room<T>(list: &mut Vec<T>, more: usize) -> Result<(), Lack> {
    list.try_reserve(more).map_err(|_| Lack { bytes: bytes_of::<T>(more) })
}

/// An empty list with room for so many.
///
/// # Errors
/// [`Lack`].
pub fn list<T>(length: usize) -> Result<Vec<T>, Lack> {
    let mut list = Vec::new();
    list.try_reserve_exact(length).map_err(|_| Lack { bytes: bytes_of::<T>(length) })?;
    Ok(list)
}

/// Makes the allocator hold so many bytes, free again: those who ask next get them.
///
/// In wasm it is quick, too: the allocator grows its memory by 64 KB at a time and every growth asks the browser, which
/// takes longer than using what it gives: of the first answer over a million rows, half the time.
///
/// # Errors
/// [`Lack`].
pub fn ahead(bytes: u64) -> Result<(), Lack> {
    let mut held: Vec<Vec<u8>> = Vec::new();
    let mut rest = bytes;
    while rest > 0 {
        let piece = rest.min(PIECE);
        held.push(list(piece as usize).map_err(|_| Lack { bytes })?);
        rest -= piece;
    }
    black_box(&mut held); // Else memory that nobody uses is not asked for.
    Ok(())
}

fn bytes_of<T>(length: usize) -> u64 {
    (length as u64).saturating_mul(size_of::<T>() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_machine_has_is_a_lack() {
        assert_eq!(list::<u64>(1 << 58), Err(Lack { bytes: 1 << 61 }));
        let mut kept = vec![7_u32];
        assert!(room(&mut kept, 1 << 61).is_err());
        assert_eq!(kept, [7]);
    }

    #[test]
    fn what_there_is_is_given() {
        let mut kept: Vec<u32> = list(1000).unwrap();
        assert!(kept.capacity() >= 1000 && room(&mut kept, 2000).is_ok() && kept.capacity() >= 2000);
        assert_eq!((ahead(0), ahead(1 << 20)), (Ok(()), Ok(())));
    }
}
