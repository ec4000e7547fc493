import { unpackChromium } from "../support/chromium";

/** Before the tests, since they run side by side. */
export default unpackChromium;
