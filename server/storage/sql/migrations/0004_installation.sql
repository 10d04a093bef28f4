-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- The identity of this installation, which a backup keeps. Its one row is made by the program, out of a better source
-- of random numbers than SQL has.

CREATE TABLE installation (
    slot BIGINT PRIMARY KEY CHECK (slot = 1), -- there is one row
    id TEXT NOT NULL,
    made_at BIGINT NOT NULL
) {clustered};
