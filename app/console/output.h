// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/styledtext.h"

#include <optional>

namespace confab::console {

/// The line that is being typed, as it fits on the screen: `left` is before the cursor, `right` after it.
struct PromptLine {
    QString label;
    QString left;
    QString right;
};

/// The only way of this program to the standard output and the standard error. Every text is made safe here
/// (terminaltext.h), whatever it is and wherever it came from; the only escape sequences that a terminal gets are the
/// ones written here. A whole piece is written at a time.
/// Thread: the program's. Owned by: Program.
class Output {
public:
    enum class Escapes {
        None,   ///< no terminal, or one without a type that understands them (TERM is unset or "dumb")
        Cursor, ///< only what the line that is being typed needs: NO_COLOR is set
        All,
    };
    /// Why nothing can be written any more.
    enum class Trouble {
        ReaderGone, ///< the other end of a pipe is closed: no error, as with `| head`
        DiskFull,
        Other,
    };

    explicit Output(Escapes escapes = environmentEscapes()) : m_escapes(escapes) {}

    /// The text and a newline. False once anything could not be written.
    bool line(const StyledText& text);
    /// Draws `prompt` again in its row.
    void drawLine(const PromptLine& prompt);
    /// The same with `text` in a line of its own above it.
    void aboveLine(const StyledText& text, const PromptLine& prompt);
    /// Draws `prompt` where a terminal that became narrower made several rows of it, `rowsAbove` of them above the
    /// cursor's.
    void drawLineAnew(const PromptLine& prompt, int rowsAbove);
    /// The text and a newline on the standard error, after the name of the program.
    static void complain(const QString& text);

    const std::optional<Trouble>& trouble() const { return m_trouble; }
    /// Whether the cursor can be moved, so that a line can be edited while others arrive above it.
    bool canEdit() const { return m_escapes != Escapes::None; }

    static bool isTerminal();
    /// What the standard output and the environment (TERM, NO_COLOR) allow.
    static Escapes environmentEscapes();

private:
    QString painted(const StyledText& text) const;
    bool write(const QString& bytes);

    const Escapes m_escapes;
    std::optional<Trouble> m_trouble;
};

} // namespace confab::console
