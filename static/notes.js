/**
 * Notes where they are read: in the margin where the screen is wide, in a small window beside the mark where it is not.
 * The notes at the end of the text stay what they are; without this module a mark simply leads to them.
 */

import { layMargin } from "./notes/margin.js";
import { watchMarks } from "./notes/popover.js";

const articles = [...document.querySelectorAll(".reading")].filter((article) => !article.closest(".split"));
const margins = articles.map(layMargin);

watchMarks(document, (mark) => margins.map((margin) => margin.noteBeside(mark)).find(Boolean) ?? null);
