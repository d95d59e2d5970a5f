"""Makes every file of the corpus and its expectation."""

import binary
import bodies
import cells
import columns
import containers
import legacy
import matrices
import mistaken
import offices
import plans
import shown
import texts
import web
import word

for each in (plans, cells, matrices, columns, containers, word, legacy, web, mistaken, binary, shown, texts, offices, bodies):
    each.make()
