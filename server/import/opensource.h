// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importsource.h"

#include <memory>

namespace confab::imported {

/// What is at this path, by what it looks like: a file of `confabd export`, or a folder of them; the unpacked export of
/// Slack; a bulk export of Mattermost, as its file or the folder with it. InputInvalid when it is none of them, says
/// how to go on with an archive. `filesFolder`: as ExportReader::open().
Result<std::unique_ptr<Source>> openSource(const QString& path, const QString& filesFolder);

} // namespace confab::imported
