// Times in the reader's own zone, ages that tick.
import { localize } from "./times.js";

localize();
