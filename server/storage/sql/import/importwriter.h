// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/import/importedfiles.h"
#include "server/storage/sql/move/helddatabase.h"

namespace confab {

/// Writes what was exported into a database that no server uses. Each room is there as a whole or not at all; the same
/// import again adds what is missing, and nothing that is there.
/// Thread: made, used and destroyed on one that may wait for disks. Owned by: a command.
class ImportWriter {
public:
    /// Unavailable, with a sentence for the operator: as HeldDatabase::changed().
    static Result<std::unique_ptr<ImportWriter>> open(const DatabaseAddress& address);

    struct Options {
        KeepBytes keep;
        bool isTrial = false;                                       ///< does all of it, and takes it back
        std::function<void(const imported::Room& room)> began = {}; ///< told of each room; may be empty
        /// Told now and then how many events of the room were read; may be empty.
        std::function<void(const imported::Room& room, qint64 events)> progress = {};
    };
    /// Also InputInvalid, about the source: then the room that has it is not written, those before it are.
    Result<ImportReport> write(imported::Source& source, const Options& options);

private:
    explicit ImportWriter(std::unique_ptr<HeldDatabase> held) : m_held(std::move(held)) {}
    /// In a transaction of its own, but for a trial.
    Status part(const Options& options, const std::function<Status()>& work);

    const std::unique_ptr<HeldDatabase> m_held;
};

} // namespace confab
