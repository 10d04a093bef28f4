// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importsource.h"

#include <memory>

namespace confab::imported {

enum class Expected { Any, Slack, Mattermost };

/// What is at this path, by what it looks like: a file of `confabd export`, or a folder of them; the export of Slack,
/// as its zip or unpacked; a bulk export of Mattermost, likewise, or its file of lines. InputInvalid when it is none of
/// them, or not what is expected; says how to go on with another archive. `filesFolder`: as ExportReader::open().
Result<std::unique_ptr<Source>> openSource(const QString& path, const QString& filesFolder,
                                           Expected expected = Expected::Any);

} // namespace confab::imported
