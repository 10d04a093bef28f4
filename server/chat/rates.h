// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/tokenbucket.h"

#include <array>
#include <span>

namespace confab {

/// The families of calls for rate limits: calls of one family share a bucket.
enum class Family {
    SignIns,
    Registrations,
    Resumes,
    Messages,
    Reactions,
    Joins,
    Creations,
    Enters,
    Typing,
    Marks,
    Pages,
    Lists,
    Finds,
};
inline constexpr size_t families = size_t(Family::Finds) + 1;

/// One line of the table of families.
struct FamilyRow {
    Family family;
    bool byAddress; ///< a bucket for each address (before the sign-in), else for each person
    Rate rate;      ///< the default
    const char* setting;
    const char* help;
};
std::span<const FamilyRow, families> familyRows();
const FamilyRow& familyRow(Family family);

/// How often each family may be called on one node.
class Rates {
public:
    Rates(); ///< the defaults
    static Rates unlimited();

    const Rate& of(Family family) const { return m_rates[size_t(family)]; }
    void set(Family family, Rate rate) { m_rates[size_t(family)] = rate; }

private:
    std::array<Rate, families> m_rates;
};

} // namespace confab
