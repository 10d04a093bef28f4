// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/question.h"

#include "app/models/formatting.h"

namespace confab::models {

void Question::forget() {
    ++m_generation;
    m_busy = false;
    m_error.clear();
}

void Question::setError(const Error& error) {
    m_error = sentence(error);
}

void Question::begin() {
    m_busy = true;
    clearError();
}

void Question::end(const Error* error) {
    if (error)
        setError(*error);
    m_changed();
}

} // namespace confab::models
