export { chooseImages, imageOrigins, type ChooseImagesOptions, type ChosenImage } from './choose-images.ts';
export { imageNames, imageSet, type ImageName } from './image-set.ts';
