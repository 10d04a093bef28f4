// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab {

/// Reserves a little disk space with a file in the data folder. SQLite needs some even to open a database for reading;
/// on a full disk the start frees the reserve.
/// Thread: any, one at a time.
class DiskReserve {
public:
    explicit DiskReserve(const QString& folder);

    /// Makes it, when there is none and room for much more. That it can't be made is no error.
    void keep() const;
    /// Gives the room back, when the disk is full and there is some. True: trying again is worth it.
    bool release() const;

    static constexpr qint64 bytes = 256 * 1024; // the index of the write-ahead log has 32 KiB

private:
    bool make() const;

    const QString m_folder;
    const QString m_file;
};

} // namespace confab
