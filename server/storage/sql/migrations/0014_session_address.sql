-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- From where a session's tokens were renewed last, for the account's owner.

ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- empty: not known
