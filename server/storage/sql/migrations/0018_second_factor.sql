-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Second factors beside the password, and people who are being erased.

CREATE TABLE second_factors (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    secret {bytes} NOT NULL,   -- sealed with a key that is derived from the one that signs access tokens
    is_on BIGINT NOT NULL,     -- 0: it waits for its first code
    last_step BIGINT NOT NULL  -- of the code that was used last
) {clustered};

CREATE TABLE recovery_codes (
    user_id BIGINT NOT NULL REFERENCES users (id),
    hash {bytes} NOT NULL,
    PRIMARY KEY (user_id, hash)
) {clustered};

-- Sign-ins whose password was right, and that wait for a code.
CREATE TABLE sign_in_challenges (
    hash {bytes} PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    device TEXT NOT NULL,
    password_hash {bytes} NOT NULL, -- of that password: another one voids it
    ends_at BIGINT NOT NULL,
    guesses BIGINT NOT NULL
) {clustered};
CREATE INDEX sign_in_challenges_by_user ON sign_in_challenges (user_id);

-- What they wrote goes in slices: up to here in the order of rooms.
CREATE TABLE account_erasures (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    room_id BIGINT NOT NULL,
    seq BIGINT NOT NULL
) {clustered};
