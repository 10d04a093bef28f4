// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::imported {

/// The emoji that Slack and Mattermost call by this name, without colons: "thumbsup", "+1::skin-tone-4". Beside the
/// usual short names each of Unicode's own does: "red_heart". Empty: none, as for a workspace's own pictures.
QString emojiNamed(const QString& name);

/// The text with its ":name:" as emoji, where the name is one; not in code.
QString withEmoji(const QString& text);

} // namespace confab::imported
