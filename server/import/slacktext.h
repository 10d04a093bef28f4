// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>

namespace confab::imported {

/// Slack's markup as Markdown: "<@U1>" by `nameOf` its id, "<#C1|name>", "<!here>", links, bold and struck text, emoji.
/// What has no meaning stays as it is, and code too.
QString textOfSlack(const QString& text, const std::function<QString(const QString& id)>& nameOf);

} // namespace confab::imported
