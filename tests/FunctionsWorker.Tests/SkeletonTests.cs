namespace Integration.Skeleton;

public sealed class SkeletonTests
{
    [Fact]
    public void Builds() => true.ShouldBeTrue();
}
