// Keeps a board's page alive.
"use strict";
