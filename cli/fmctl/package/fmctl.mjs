#!/usr/bin/env node
import "../../../dist/fmctl.mjs";
