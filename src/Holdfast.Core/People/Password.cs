namespace Holdfast.Core.People;

/// <summary>What is asked of a password: length, and not the user name. No rules of composition, which only make passwords worse.</summary>
public static class Password
{
    public const int Shortest = 12;

    /// <summary>Longer input is refused before any work is spent on it.</summary>
    public const int Longest = 256;

    /// <summary>Why the password can't be used, in words for the person choosing it; null when it can.</summary>
    public static string? Refusal(string password, string userName)
    {
        if (password.Length < Shortest)
        {
            return $"Use {Shortest} characters or more.";
        }

        if (password.Length > Longest)
        {
            return $"Use at most {Longest} characters.";
        }

        return password.Contains(userName, StringComparison.OrdinalIgnoreCase) && userName.Length * 2 > password.Length
            ? "Choose something other than your user name."
            : null;
    }
}
