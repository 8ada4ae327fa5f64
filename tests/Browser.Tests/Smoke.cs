public sealed class Smoke { [Xunit.Fact] public void Runs() { } }
