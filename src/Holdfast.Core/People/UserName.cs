using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Core.People;

/// <summary>The name somebody signs in with: 2 to 64 of a–z, 0–9, dot, hyphen, underscore and @, kept in lower case.</summary>
public static class UserName
{
    public const int Longest = 64;

    /// <summary>Brings typed text to the kept form; false when it can't be a user name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? name)
    {
        name = text?.Trim().ToLowerInvariant();
        if (name is null || name.Length is < 2 or > Longest || !char.IsAsciiLetterOrDigit(name[0]) ||
            !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@'))
        {
            name = null;
            return false;
        }

        return true;
    }
}
