// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/programsmodel.h"

namespace confab::models {

void ProgramsModel::forget() {
    m_question.forget();
    clearErrors();
    m_secret.forget();
}

} // namespace confab::models
