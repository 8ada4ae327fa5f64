using System.Buffers.Binary;
using Holdfast.Core.Ledger;

namespace Holdfast.Core.Incidents;

/// <summary>
/// What a report is called before the server could give it a number: <c>T-K7F3</c>. Made of the incident's id, so that the machine that began it and
/// the server come to the same one: a letter of 12, then three of 20 letters and figures, 96,000 codes. No sign in it is taken for another
/// one of it when it is read (of 0 O, 1 I, 2 Z, 5 S, 8 B, 6 G at most one is there), and few when it is heard (no B C D E P V, no N). Two reports of one outage may share a code
/// (among 20: 0.2 %). The page's script reckons the same in <c>report-offline.js</c>.
/// </summary>
public readonly record struct ProvisionalCode
{
    const string Letters = "FHJKLMQRTWXY";
    const string Signs = "23456789" + Letters;
    const int Length = 4;

    ProvisionalCode(string text) => Text = text;

    string? Text { get; }

    /// <summary>The code of an incident, out of the last 32 bits of its id, which are random.</summary>
    public static ProvisionalCode Of(IncidentId id)
    {
        var left = BinaryPrimitives.ReadUInt32BigEndian(id.ToBytes().AsSpan(12));
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var from = i == 0 ? Letters : Signs;
            text[i] = from[(int)(left % (uint)from.Length)];
            left /= (uint)from.Length;
        }

        return new ProvisionalCode($"T-{text}");
    }

    /// <summary>Reads a code as people type it: <c>T-K7F3</c>, <c>t k7f3</c>, <c>TK7F3</c>. Never reads a number.</summary>
    public static bool TryParse(string? text, out ProvisionalCode code)
    {
        var signs = string.Concat((text ?? "").ToUpperInvariant().Where(sign => sign is not ('-' or ' ')));
        var isCode = signs.Length == Length + 1 && signs[0] == 'T' && Letters.Contains(signs[1], StringComparison.Ordinal) && signs[2..].All(sign => Signs.Contains(sign, StringComparison.Ordinal));
        code = isCode ? new ProvisionalCode("T-" + signs[1..]) : default;
        return isCode;
    }

    public override string ToString() => Text ?? "";
}
