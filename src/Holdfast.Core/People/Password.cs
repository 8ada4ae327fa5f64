namespace Holdfast.Core.People;

/// <summary>What is asked of a password: length, and not the user name. No rules of composition, which only make passwords worse.</summary>
public static class Password
{
    public const int Shortest = 12;

    /// <summary>Longer input is refused before any work is spent on it.</summary>
    public const int Longest = 256;

    /// <summary>Why the password can't be used; null when it can.</summary>
    public static PasswordRefusal? Refusal(string password, string userName)
    {
        if (password.Length < Shortest)
        {
            return PasswordRefusal.TooShort;
        }

        if (password.Length > Longest)
        {
            return PasswordRefusal.TooLong;
        }

        return password.Contains(userName, StringComparison.OrdinalIgnoreCase) && userName.Length * 2 > password.Length
            ? PasswordRefusal.LikeTheUserName
            : null;
    }
}

/// <summary>Why a password can't be used.</summary>
public enum PasswordRefusal
{
    /// <summary>It has less than <see cref="Password.Shortest"/> characters.</summary>
    TooShort,

    /// <summary>It has more than <see cref="Password.Longest"/> characters.</summary>
    TooLong,

    /// <summary>It is the user name, or little more.</summary>
    LikeTheUserName,
}
