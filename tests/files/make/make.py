"""Makes every file of the corpus and its expectation."""

import binary
import cells
import containers
import legacy
import matrices
import mistaken
import plans
import web
import word

for each in (plans, cells, matrices, containers, word, legacy, web, mistaken, binary):
    each.make()
