//! A black-and-white picture as PNG, for files that take no SVG. One bit a pixel, stored without
//! compression (a QR code of a letter is 6 kB; the workbook around it is compressed anyway).

/// The bytes of a PNG (W3C PNG 3rd edition) of `width` × `height` pixels; `is_dark(x, y)` tells
/// the black ones. `pixels_per_metre` is the size at which it wants to be printed.
pub fn black_and_white(
    width: u32,
    height: u32,
    pixels_per_metre: u32,
    is_dark: impl Fn(u32, u32) -> bool,
) -> Vec<u8> {
    let mut pixels = Vec::with_capacity((width as usize / 8 + 2) * height as usize);
    for y in 0..height {
        pixels.push(0); // No filter on this row.
        for start in (0..width).step_by(8) {
            let white = |bit: &u32| start + bit < width && !is_dark(start + bit, y);
            pixels.push((0..8u32).filter(white).fold(0, |byte, bit| byte | 0x80 >> bit));
        }
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // One bit of grey; compression, filter and interlace methods are the only ones or none.
    chunk(&mut png, b"IHDR", &[&size[..], &[1, 0, 0, 0, 0]].concat());
    let density = pixels_per_metre.to_be_bytes();
    chunk(&mut png, b"pHYs", &[&density[..], &density, &[1]].concat());
    chunk(&mut png, b"IDAT", &zlib_stored(&pixels));
    chunk(&mut png, b"IEND", &[]);
    png
}

/// Length, kind, contents and check sum.
fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    png.extend((data.len() as u32).to_be_bytes());
    let start = png.len();
    png.extend(kind);
    png.extend(data);
    png.extend(crc32(&png[start..]).to_be_bytes());
}

/// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4).
fn zlib_stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream.extend(adler32(data).to_be_bytes());
    stream
}

/// CRC-32 of ISO 3309, as PNG uses it.
fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

/// Adler-32 (RFC 1950, 8.2).
fn adler32(data: &[u8]) -> u32 {
    let (a, b) = data.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_sums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn pixels_stand_in_rows_of_bits_with_white_as_one() {
        let png = black_and_white(10, 2, 5_000, |x, y| x == 9 && y == 1);
        assert_eq!(png[16..29], [0, 0, 0, 10, 0, 0, 0, 2, 1, 0, 0, 0, 0]);
        assert_eq!(png[41..50], [0, 0, 0x13, 0x88, 0, 0, 0x13, 0x88, 1]);
        let pixels = [0, 0xff, 0xc0, 0, 0xff, 0x80];
        assert!(png.windows(6).any(|bytes| bytes == pixels), "{png:x?}");
    }

    #[test]
    fn a_picture_larger_than_a_block_is_stored_in_several() {
        let stream = zlib_stored(&[7; 70_000]);
        assert_eq!(stream[2..7], [0, 0xff, 0xff, 0, 0]);
        assert_eq!(stream[2 + 5 + 65_535], 1);
        assert_eq!(stream.len(), 2 + 5 + 5 + 70_000 + 4);
    }
}
