//! QR codes: as SVG on a printed page, as PNG in a workbook.

use maud::{Markup, html};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use qrcode::{EcLevel, QrCode, types::Color};

use crate::error::{Error, Result};

/// The white margin that scanners need, in modules (JIS X 0510, 5.3.8).
const QUIET: usize = 4;

/// Pixels of a module in a PNG: enough that a printer's resampling leaves the edges clear.
const PIXELS: usize = 6;

/// A QR code as a square of dark and light modules, without its margin.
pub struct Qr {
    size: usize,
    modules: Vec<Color>,
}

impl Qr {
    /// The smallest code that holds `text` at level M (15 % may be lost), and then the strongest
    /// level that fits in the same size. Capitals, digits and `$%*+-./:` alone make it coarser.
    ///
    /// # Errors
    /// A text over 2,331 bytes does not fit.
    pub fn of(text: &str) -> Result<Qr> {
        let smallest = QrCode::new(text).map_err(Error::internal)?;
        let stronger = [EcLevel::H, EcLevel::Q]
            .into_iter()
            .find_map(|level| QrCode::with_version(text, smallest.version(), level).ok());
        let code = stronger.unwrap_or(smallest);
        Ok(Qr { size: code.width(), modules: code.into_colors() })
    }

    /// Whether a module is dark; counted from the margin's outer corner, so the margin is light.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |place: usize| place.checked_sub(QUIET).filter(|place| *place < self.size);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.modules[y * self.size + x] == Color::Dark,
            _ => false,
        }
    }

    /// Modules along a side, with the margin on both ends.
    fn side(&self) -> usize {
        self.size + 2 * QUIET
    }

    /// A drawing `millimetres` wide from the first dark module to the last; the margin comes on top.
    pub fn svg(&self, millimetres: u32) -> Markup {
        let side = self.side();
        let length = format!("{:.1}mm", f64::from(millimetres) * side as f64 / self.size as f64);
        html! {
            svg.qr role="img" aria-label="QRコード" width=(length) height=(length)
                viewBox=(format!("0 0 {side} {side}")) shape-rendering="crispEdges" {
                path d=(self.path()) {}
            }
        }
    }

    /// One subpath for each run of dark modules in a row.
    fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let run = (x..self.side()).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
                }
                x += run + 1;
            }
        }
        path
    }

    /// A picture as PNG, one bit a pixel, that wants to be printed `millimetres` wide, measured
    /// as above.
    pub fn png(&self, millimetres: u32) -> Result<Vec<u8>> {
        let side = self.side() * PIXELS;
        let density = (self.size * PIXELS) as u32 * 1_000 / millimetres.max(1);
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, side as u32, side as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::One);
        encoder.set_pixel_dims(Some(PixelDimensions {
            xppu: density,
            yppu: density,
            unit: Unit::Meter,
        }));
        let mut picture = encoder.write_header().map_err(Error::internal)?;
        picture.write_image_data(&self.pixels(side)).map_err(Error::internal)?;
        picture.finish().map_err(Error::internal)?;
        Ok(bytes)
    }

    /// Rows of bits, white ones set, each row filled up to a byte.
    fn pixels(&self, side: usize) -> Vec<u8> {
        let mut pixels = vec![0; side.div_ceil(8) * side];
        for (y, row) in pixels.chunks_mut(side.div_ceil(8)).enumerate() {
            for x in (0..side).filter(|x| !self.is_dark(x / PIXELS, y / PIXELS)) {
                row[x / 8] |= 0x80 >> (x % 8);
            }
        }
        pixels
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Cursor;

    use super::*;

    const ADDRESS: &str = "HTTPS://KOE.CITY.EXAMPLE.LG.JP/Q/JRRBJY8FEDPM";

    /// What a scanner reads on a drawing, from the `d` of its path.
    pub(crate) fn scanned(path: &str) -> String {
        let run = |run: &str| -> [usize; 3] {
            let numbers = run[1..].split([' ', 'h', 'v']).filter_map(|part| part.parse().ok());
            numbers.collect::<Vec<_>>()[..3].try_into().expect("x, y, width")
        };
        let runs: Vec<[usize; 3]> = path.split_terminator('z').map(run).collect();
        let size = runs.iter().map(|[_, y, _]| y + 1).max().expect("a drawing") - QUIET;
        let mut dark = vec![vec![false; size]; size];
        for [x, y, width] in runs {
            dark[y - QUIET][x - QUIET..x - QUIET + width].fill(true);
        }
        let grid = rqrr::SimpleGrid::from_func(size, |x, y| dark[y][x]);
        rqrr::Grid::new(grid).decode().expect("a readable code").1
    }

    #[test]
    fn a_scanner_reads_the_drawing() {
        let path = Qr::of(ADDRESS).expect("a code").path();
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert_eq!(scanned(&path), ADDRESS);
    }

    #[test]
    fn a_scanner_reads_the_picture() {
        let code = Qr::of(ADDRESS).expect("a code");
        let bytes = code.png(30).expect("a picture");
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("its picture");
        let side = info.width as usize;
        let mut image = rqrr::PreparedImage::prepare_from_bitmap(side, side, |x, y| {
            pixels[y * info.line_size + x / 8] & (0x80 >> (x % 8)) == 0
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().expect("a readable code").1, ADDRESS);
    }

    #[test]
    fn capitals_make_a_coarser_code_and_room_is_used_for_strength() {
        let coarse = Qr::of(ADDRESS).expect("a code");
        let fine = Qr::of(&ADDRESS.to_lowercase()).expect("a code");
        assert!(coarse.size < fine.size);
        assert_eq!(coarse.size, 29);
    }

    #[test]
    fn the_drawing_says_its_width_on_paper() {
        let svg = Qr::of(ADDRESS).expect("a code").svg(29).into_string();
        assert!(svg.contains("width=\"37.0mm\" height=\"37.0mm\" viewBox=\"0 0 37 37\""), "{svg}");
    }

    #[test]
    fn a_text_too_long_for_any_code_is_an_error() {
        assert!(Qr::of(&"a".repeat(3_000)).is_err());
    }
}
