//! After the evening: the workbook, the page for print and the way a board came to be say the
//! same as the screen and the tables, and nobody's name.

mod evening;
mod files;
mod replay;
