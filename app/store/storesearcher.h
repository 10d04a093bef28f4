// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/seeker.h"
#include "app/store/storedatabase.h"

#include <QObject>

#include <array>
#include <atomic>
#include <functional>

namespace confab {
struct SearchAnswer;
struct SearchMessages;
} // namespace confab

namespace confab::store {

/// A page of the messages that search.messages would find among those that are stored, newest first, with the same
/// words and filters. It has fewer hits, or none, when it has read `readMost` messages; the cursor goes on there.
/// InputInvalid; Unavailable: the file can't be read, or `isWanted` says no, which is asked every some messages.
Result<SearchAnswer> searchStored(const StoreDatabase& database, const SearchMessages& request,
                                  const std::function<bool()>& isWanted);

/// Messages that one page reads: some tens of milliseconds.
inline constexpr int readMost = 4000;

/// Searches an account's file.
/// Thread: its own, but for begin() and isWanted(). Owned by: LocalStore.
class StoreSearcher : public QObject {
    Q_OBJECT
public:
    /// The number of the search that this one wants from here on: its others end.
    int begin(Seeker seeker) { return ++m_wanted[size_t(seeker)]; }
    bool isWanted(Seeker seeker, int number) const { return m_wanted[size_t(seeker)] == number; }

    /// Unavailable; then searches are, too.
    Status open(const QString& path);
    void close() { m_database.reset(); }
    Result<SearchAnswer> search(const SearchMessages& request, Seeker seeker, int number) const;

private:
    std::unique_ptr<StoreDatabase> m_database;
    std::array<std::atomic<int>, seekerCount> m_wanted{};
};

} // namespace confab::store
