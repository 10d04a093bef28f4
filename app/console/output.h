// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/styledtext.h"

#include <optional>

namespace confab::console {

/// The line being typed, as it fits on the screen: `left` is before the cursor, `right` after it.
struct PromptLine {
    QString label;
    QString left;
    QString right;
};

/// The only writer of this program to the standard output and the standard error. Makes every text safe
/// (terminaltext.h), whatever its source; a terminal gets no escape sequences but the ones written here. Each write is
/// a whole piece.
/// Thread: the program's. Owned by: Program.
class Output {
public:
    enum class Escapes {
        None,   ///< no terminal, or one without a type that supports them (TERM is unset or "dumb")
        Cursor, ///< only the sequences for the line being typed: NO_COLOR is set
        All,
    };
    /// Why the output can't be written any more.
    enum class Trouble {
        ReaderGone, ///< the other end of a pipe is closed: no error, as with `| head`
        DiskFull,
        Other,
    };

    explicit Output(Escapes escapes = environmentEscapes()) : m_escapes(escapes) {}

    /// Writes the text and a newline. False after any failed write.
    bool line(const StyledText& text);
    /// Draws `prompt` again in its row.
    void drawLine(const PromptLine& prompt);
    /// Redraws `prompt`, with `text` in a line of its own above it.
    void aboveLine(const StyledText& text, const PromptLine& prompt);
    /// Redraws `prompt` where a terminal that became narrower wrapped it to several rows, `rowsAbove` of them above the
    /// cursor's.
    void drawLineAnew(const PromptLine& prompt, int rowsAbove);
    /// Writes the text and a newline to the standard error, after the name of the program.
    static void complain(const QString& text);

    const std::optional<Trouble>& trouble() const { return m_trouble; }
    /// Whether the cursor can be moved, so that a line can be edited while others are printed above it.
    bool canEdit() const { return m_escapes != Escapes::None; }

    static bool isTerminal();
    /// The abilities by the standard output and the environment (TERM, NO_COLOR).
    static Escapes environmentEscapes();

private:
    QString painted(const StyledText& text) const;
    bool write(const QString& bytes);

    const Escapes m_escapes;
    std::optional<Trouble> m_trouble;
};

} // namespace confab::console
