// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"

/// The long-lived tokens of programs: 256 random bits behind a text by which programs that look for leaked secrets know
/// them. The database has their refreshTokenHash(). Thread: any.
namespace confab {

Secret newBotToken();
/// Of an incoming webhook; it stands in the path that is posted to.
Secret newHookSecret();
/// Whether it looks like one of these, and like no access token of a person.
bool isBotToken(const Secret& token);
bool isHookSecret(const Secret& secret);

} // namespace confab
